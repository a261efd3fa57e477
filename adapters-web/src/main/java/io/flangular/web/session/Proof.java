package io.flangular.web.session;

import io.flangular.domain.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and by which tokens that was proven.
 *
 * @param xsrf null when the cookie alone was asked for
 */
record Proof(UserSession user, Token cookie, @Nullable Token xsrf) {}
