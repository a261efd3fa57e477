/** What stands between the network and everything else: who may connect, how slowly, and what is no HTTP. */
package io.flangular.web.edge;
