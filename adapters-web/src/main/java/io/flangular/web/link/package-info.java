/** The page on which people choose a password by a link, and how such links reach them. */
package io.flangular.web.link;
