/** The secrets of the application and the keys derived from them. */
package io.flangular.security.secret;
