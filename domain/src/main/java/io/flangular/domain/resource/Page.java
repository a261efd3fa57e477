package io.flangular.domain.resource;

import java.util.List;

/**
 * A part of a collection.
 *
 * @param rows in the order of their ids; empty beyond the last page
 * @param total rows of the whole collection, or {@link #NOT_COUNTED}
 */
public record Page<T>(List<Stored<T>> rows, long total) {
    /** The total of a page for which none was wanted. */
    public static final long NOT_COUNTED = -1;

    /** Keeps the rows as they are now. */
    public Page {
        rows = List.copyOf(rows);
    }
}
