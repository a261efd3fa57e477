/** Wires what people do with their own account. */
package io.flangular.bootstrap.account;
