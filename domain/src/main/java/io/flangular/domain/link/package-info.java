/** One-time links to choose a password: invitations and password resets. */
package io.flangular.domain.link;
