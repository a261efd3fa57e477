/** How much of the expensive work may be done at once. */
package io.flangular.web.resource.limit;
