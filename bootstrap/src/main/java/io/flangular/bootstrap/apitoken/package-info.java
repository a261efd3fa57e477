/** Wires API tokens. */
package io.flangular.bootstrap.apitoken;
