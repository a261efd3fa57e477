package io.flangular.domain.resource.imports;

import io.flangular.domain.resource.schema.Draft;
import org.jspecify.annotations.Nullable;

/**
 * A parsed line of an imported table.
 *
 * @param number the line number where it begins, from 1
 * @param id of the row to update, or null to create a row
 * @param draft the values of the row
 */
public record ImportLine<T extends Record>(
        long number, @Nullable Long id, Draft<T> draft) {}
