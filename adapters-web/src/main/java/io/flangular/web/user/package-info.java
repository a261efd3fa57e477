/** Passwords as they are stored. */
package io.flangular.web.user;
