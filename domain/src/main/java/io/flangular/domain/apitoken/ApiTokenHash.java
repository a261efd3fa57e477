package io.flangular.domain.apitoken;

/** The hash of a secret, by which the token is stored and found. */
public record ApiTokenHash(String value) {}
