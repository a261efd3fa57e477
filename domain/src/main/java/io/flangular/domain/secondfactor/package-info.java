/** Second factors: one-time passwords (TOTP, RFC 6238) and recovery codes. */
package io.flangular.domain.secondfactor;
