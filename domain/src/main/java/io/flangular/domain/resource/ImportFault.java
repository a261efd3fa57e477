package io.flangular.domain.resource;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a table that was to be imported.
 *
 * @param line where, as an editor counts lines
 * @param column under which name, or null when the whole line is meant
 * @param message what is wrong; where there is a column, it continues the column's name
 */
public record ImportFault(long line, @Nullable String column, String message) {}
