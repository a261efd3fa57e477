/** Wires API tokens. */
package io.flangular.bootstrap.token;
