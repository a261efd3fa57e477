/** Wires collections, and says which there are. */
package io.flangular.bootstrap.resource;
