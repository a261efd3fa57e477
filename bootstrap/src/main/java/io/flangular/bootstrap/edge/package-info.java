/** Wires what stands between the network and everything else. */
package io.flangular.bootstrap.edge;
