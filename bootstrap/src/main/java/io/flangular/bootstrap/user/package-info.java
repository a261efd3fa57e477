/** Wires users and sees to it that there is one. */
package io.flangular.bootstrap.user;
