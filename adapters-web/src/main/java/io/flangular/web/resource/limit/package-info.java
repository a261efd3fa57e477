/** Limits on concurrent requests and their memory. */
package io.flangular.web.resource.limit;
