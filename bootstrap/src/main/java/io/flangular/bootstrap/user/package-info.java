/** Wires users, and adds the first one. */
package io.flangular.bootstrap.user;
