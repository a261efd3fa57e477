package io.flangular.domain.apitoken;

import io.flangular.domain.user.User;

/** An active API token and its owner. */
public record UserApiToken(ApiToken token, User user) {}
