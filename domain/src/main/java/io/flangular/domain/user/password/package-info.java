/** Passwords: their rules, their strength and their hashes. */
package io.flangular.domain.user.password;
