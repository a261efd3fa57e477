/** Wires the description of the API. */
package io.flangular.bootstrap.openapi;
