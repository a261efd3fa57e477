package io.flangular.domain.resource;

/** The state of a row before and after a change. */
public record RowChange<T extends Record>(Stored<T> before, Stored<T> after) {}
