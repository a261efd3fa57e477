package io.flangular.domain.resource;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A part of a collection.
 *
 * @param rows in the order of the query; empty beyond the last page
 * @param total rows of the whole collection, or {@link #NOT_COUNTED}
 * @param more whether there are rows beyond these: after them, or before them where the page was read backwards
 * @param shortened whether it has fewer rows than it could have, because they are too large together
 */
public record Page<T extends Record>(List<Stored<T>> rows, long total, boolean more, boolean shortened) {
    /** The total of a page for which none was wanted. */
    public static final long NOT_COUNTED = -1;

    /** The most characters of text that a page holds, unless a single row has more. */
    public static final long MAX_CHARACTERS = 8_000_000;

    /**
     * The memory that a character of a page takes at most until it is sent: two bytes as it is read, and as JSON three,
     * twice while it is written.
     */
    public static final int BYTES_OF_A_CHARACTER = 8;

    /** Keeps the rows as they are now. */
    public Page {
        rows = List.copyOf(rows);
    }

    /** A page that is not shortened. */
    public Page(List<Stored<T>> rows, long total, boolean more) {
        this(rows, total, more, false);
    }

    /** How many of these elements, from the first one on, a page holds; at least one if there is any. */
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
