/** One-time passwords of authenticators, and the encryption of their keys. */
package io.flangular.security.secondfactor;
