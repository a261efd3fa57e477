package io.flangular.domain.token;

import io.flangular.domain.user.User;

/** An active token and whose it is. */
public record UserToken(ApiToken token, User user) {}
