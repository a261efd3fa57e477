package io.flangular.domain.apitoken;

/** A new token and its secret, which is shown only once. */
public record IssuedApiToken(ApiToken token, ApiTokenSecret secret) {}
