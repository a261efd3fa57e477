package io.flangular.domain.token;

/** What is stored of a secret, and what it is found by. */
public record TokenHash(String value) {}
