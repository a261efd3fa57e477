/** Sessions in the table {@code login_session}. */
package io.flangular.persistence.session;
