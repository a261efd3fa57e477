package io.flangular.domain.token;

/** A new token and its secret, to be shown this one time. */
public record IssuedToken(ApiToken token, TokenSecret secret) {}
