package io.flangular.domain.resource.query;

import io.flangular.domain.resource.schema.Stored;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A page of a query.
 *
 * @param rows in the order of the query; empty beyond the last page
 * @param total number of rows of the query, or {@link #NOT_COUNTED}
 * @param more whether there are further rows in the direction of reading
 * @param shortened whether it has fewer rows than requested, because their total size exceeds the limit
 */
public record Page<T extends Record>(List<Stored<T>> rows, long total, boolean more, boolean shortened) {
    /** The total when it was not requested. */
    public static final long NOT_COUNTED = -1;

    /** The maximum total length of the strings of a page, unless a single row has more. */
    public static final long MAX_CHARACTERS = 8_000_000;

    /**
     * The maximum memory of a character of a page until it is sent: two bytes when read, and three as JSON, twice while
     * it is written.
     */
    public static final int BYTES_PER_CHARACTER = 8;

    public Page {
        rows = List.copyOf(rows);
    }

    public Page(List<Stored<T>> rows, long total, boolean more) {
        this(rows, total, more, false);
    }

    /** How many of the first elements fit into a page; at least one if there is any. */
    public static <E> int fitting(List<E> elements, ToLongFunction<E> characters) {
        long sum = 0;
        for (int i = 0; i < elements.size(); i++) {
            sum += characters.applyAsLong(elements.get(i));
            if (i > 0 && sum > MAX_CHARACTERS) {
                return i;
            }
        }
        return elements.size();
    }
}
