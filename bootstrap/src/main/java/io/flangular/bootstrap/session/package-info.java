/** Wires logging in and out, tokens and gates. */
package io.flangular.bootstrap.session;
