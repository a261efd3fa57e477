package io.flangular.domain.session;

import io.flangular.domain.user.User;

/** An active session and its user. */
public record UserSession(Session session, User user) {}
