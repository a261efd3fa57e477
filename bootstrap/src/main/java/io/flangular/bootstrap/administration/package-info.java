/** Wires what administrators do with users. */
package io.flangular.bootstrap.administration;
