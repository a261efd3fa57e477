/** The page to choose a password with a one-time link. */
package io.flangular.web.link;
