/** Wires one-time links. */
package io.flangular.bootstrap.link;
