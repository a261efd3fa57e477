/** Wires login, logout, session tokens and authentication filters. */
package io.flangular.bootstrap.session;
