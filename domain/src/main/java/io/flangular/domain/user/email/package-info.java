/** E-mail addresses, also those with international domain names. */
package io.flangular.domain.user.email;
