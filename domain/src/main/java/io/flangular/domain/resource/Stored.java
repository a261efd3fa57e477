package io.flangular.domain.resource;

/**
 * A value as it stands in its collection.
 *
 * @param id given by the collection, never reused, never changed
 * @param version 1 when created, one more with every change
 * @param value the value itself, which knows nothing of either
 */
public record Stored<T>(long id, long version, T value) {}
