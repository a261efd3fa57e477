/** Users and the repository that stores them. */
package io.flangular.domain.user;
