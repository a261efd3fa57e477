/** Choosing a password by means of a one-time link. */
package io.flangular.application.link;
