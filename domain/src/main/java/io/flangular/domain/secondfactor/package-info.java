/** What is asked for after the password: codes of an authenticator (TOTP, RFC 6238), and recovery codes in their place. */
package io.flangular.domain.secondfactor;
