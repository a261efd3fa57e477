/** Wires sessions and second factors: login, logout, tokens and keys. */
package io.flangular.bootstrap.session;
