package io.flangular.domain.resource.imports;

import org.jspecify.annotations.Nullable;

/**
 * An error in an imported table.
 *
 * @param line the line number, from 1
 * @param column the name of the column, or null for the whole line
 * @param message if there is a column, it continues the name of the column
 */
public record ImportError(long line, @Nullable String column, String message) {}
