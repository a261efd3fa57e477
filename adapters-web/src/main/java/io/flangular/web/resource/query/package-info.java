/** Queries of the API: parameters, {@code q}, cursors and links to other pages. */
package io.flangular.web.resource.query;
