/** Password hashes, the executor that computes them, and the strength of passwords. */
package io.flangular.security.password;
