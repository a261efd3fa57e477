/** Letting scripts in: tokens that their owners make and revoke. */
package io.flangular.domain.token;
