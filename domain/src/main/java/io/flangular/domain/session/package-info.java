/** Sessions, from login to logout or expiry. */
package io.flangular.domain.session;
