package io.flangular.domain.resource;

import org.jspecify.annotations.Nullable;

/**
 * A line of a table that is imported, understood.
 *
 * @param number where it begins, as an editor counts lines
 * @param id of the row that it is about, or null when it is a new one
 * @param draft what the row shall hold
 */
public record ImportLine<T extends Record>(long number, @Nullable Long id, Draft<T> draft) {}
