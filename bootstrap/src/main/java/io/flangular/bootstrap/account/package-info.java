/** Wires the account of the logged-in user. */
package io.flangular.bootstrap.account;
