package io.flangular.domain.resource.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table as text, before anything is known about what it means. Blank lines are none of its lines.
 *
 * @param number the line number where it begins, from 1
 * @param values of its columns; null for no value, unlike an empty string
 * @param error why it could not be read, without values; or null
 */
public record TextLine(
        long number,
        List<@Nullable String> values,
        @Nullable String error) {
    public TextLine {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static TextLine of(long number, List<@Nullable String> values) {
        return new TextLine(number, values, null);
    }

    public static TextLine unreadable(long number, String error) {
        return new TextLine(number, List.of(), error);
    }

    /** The total length of its values, in characters. */
    public long size() {
        return values.stream()
                .mapToLong(value -> value == null ? 0 : value.length())
                .sum();
    }
}
