/** The people who may log in. */
package io.flangular.domain.user;
