/** Validation of the request line and the header, before any other code reads them. */
package io.flangular.web.edge.head;
