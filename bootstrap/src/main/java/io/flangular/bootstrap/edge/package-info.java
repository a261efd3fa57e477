/** Wires the Netty server: limits, proxies and TLS. */
package io.flangular.bootstrap.edge;
