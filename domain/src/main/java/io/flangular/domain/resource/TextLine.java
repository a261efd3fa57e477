package io.flangular.domain.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table as text, before anything is known about what it means. Blank lines are none of its lines.
 *
 * @param number where it begins, as an editor counts lines
 * @param values what stands in its columns; null for nothing, which an empty text is not
 * @param error why it could not be read, or null; then there are no values
 */
public record TextLine(long number, List<@Nullable String> values, @Nullable String error) {
    /** Keeps the values as they are now. */
    public TextLine {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A line that could be read. */
    public static TextLine of(long number, List<@Nullable String> values) {
        return new TextLine(number, values, null);
    }

    /** A line that could not be read, and why. */
    public static TextLine unreadable(long number, String error) {
        return new TextLine(number, List.of(), error);
    }

    /** How many characters stand in it. */
    public long size() {
        long size = 0;
        for (String value : values) {
            size += value == null ? 0 : value.length();
        }
        return size;
    }
}
