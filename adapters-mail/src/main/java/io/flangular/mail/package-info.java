/** One-time links by e-mail. */
package io.flangular.mail;
