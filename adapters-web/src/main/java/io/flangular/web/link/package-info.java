/** The page to choose a password with a one-time link, and e-mails with such links. */
package io.flangular.web.link;
