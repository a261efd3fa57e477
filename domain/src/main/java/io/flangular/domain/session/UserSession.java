package io.flangular.domain.session;

import io.flangular.domain.user.User;

/** An active session and whose it is. */
public record UserSession(Session session, User user) {}
