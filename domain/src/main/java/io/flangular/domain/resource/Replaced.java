package io.flangular.domain.resource;

/** A row as it was before a change and as it is after it. */
public record Replaced<T extends Record>(Stored<T> before, Stored<T> after) {}
