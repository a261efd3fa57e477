/** Wires second factors. */
package io.flangular.bootstrap.secondfactor;
