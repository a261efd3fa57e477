/** Being logged in: from the password to the end of the session. */
package io.flangular.domain.session;
