/** Handlers and filters at the network edge: connection limits, slow clients and malformed HTTP. */
package io.flangular.web.edge;
