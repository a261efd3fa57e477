package io.flangular.web.session;

import io.flangular.domain.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * The user of an authenticated request, and the tokens that it presented.
 *
 * @param xsrf null when only the cookie was required
 */
record SessionAuthentication(UserSession user, SignedToken cookie, @Nullable SignedToken xsrf) {}
