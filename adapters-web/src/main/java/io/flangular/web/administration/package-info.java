/** What administrators do with users, over HTTP. */
package io.flangular.web.administration;
