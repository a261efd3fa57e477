package io.flangular.domain.resource;

import java.util.List;

/**
 * A part of a collection.
 *
 * @param rows in the order of the query; empty beyond the last page
 * @param total rows of the whole collection, or {@link #NOT_COUNTED}
 * @param more whether there are rows beyond these: after them, or before them where the page was read backwards
 */
public record Page<T>(List<Stored<T>> rows, long total, boolean more) {
    /** The total of a page for which none was wanted. */
    public static final long NOT_COUNTED = -1;

    /** Keeps the rows as they are now. */
    public Page {
        rows = List.copyOf(rows);
    }
}
