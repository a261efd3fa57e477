package io.flangular.persistence.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Cuts long lists for statements that name each element. The lengths are powers of two, so that there are few different
 * statements for a database to remember.
 */
final class Parts {
    /** The most elements of a part. */
    static final int LONGEST = 128;

    private Parts() {}

    /** The same elements in the same order. */
    static <E> List<List<E>> of(List<E> all) {
        return of(all, element -> 0, 0);
    }

    /** The same elements in the same order, of which none but single ones weigh more together than that. */
    static <E> List<List<E>> of(List<E> all, ToLongFunction<E> weight, long heaviest) {
        List<List<E>> parts = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            long weighed = weight.applyAsLong(all.get(from));
            int to = from + 1;
            while (to < all.size() && to - from < LONGEST) {
                weighed += weight.applyAsLong(all.get(to));
                if (weighed > heaviest) {
                    break;
                }
                to++;
            }
            to = from + Integer.highestOneBit(to - from);
            parts.add(all.subList(from, to));
            from = to;
        }
        return parts;
    }
}
