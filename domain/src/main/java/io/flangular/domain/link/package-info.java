/** Links that work once, with which people choose a password: invitations, and resets of forgotten ones. */
package io.flangular.domain.link;
