package io.flangular.domain.resource.history;

import io.flangular.domain.resource.schema.Stored;

/** The state of a row before and after a change. */
public record RowChange<T extends Record>(Stored<T> before, Stored<T> after) {}
