package io.flangular.web.session;

import io.flangular.domain.session.UserSession;
import io.flangular.web.session.token.SignedToken;
import org.jspecify.annotations.Nullable;

/**
 * The user of an authenticated request, and the tokens that it presented.
 *
 * @param xsrf null when only the cookie was required
 */
record SessionAuthentication(
        UserSession user, SignedToken cookie, @Nullable SignedToken xsrf) {}
