package io.flangular.persistence.resource;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts long lists for statements that name each element. The lengths are powers of two, so that there are few different
 * statements for a database to remember.
 */
final class Parts {
    private static final int LONGEST = 128;

    private Parts() {}

    /** The same elements in the same order. */
    static <E> List<List<E>> of(List<E> all) {
        List<List<E>> parts = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int to = from + Math.min(LONGEST, Integer.highestOneBit(all.size() - from));
            parts.add(all.subList(from, to));
            from = to;
        }
        return parts;
    }
}
