/** Wires the serving of the frontend. */
package io.flangular.bootstrap.spa;
