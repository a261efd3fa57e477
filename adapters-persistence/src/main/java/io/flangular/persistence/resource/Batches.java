package io.flangular.persistence.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Splits long lists into batches for statements with one parameter per element. The sizes are powers of two, so that
 * the database caches few different statements.
 */
final class Batches {
    /** The maximum size of a batch. */
    static final int MAX_SIZE = 128;

    private Batches() {}

    /** Splits a list into batches of at most {@link #MAX_SIZE} elements. */
    static <E> List<List<E>> of(List<E> all) {
        return of(all, element -> 0, 0);
    }

    /** Splits a list into batches whose total weight is within a limit, unless a single element exceeds it. */
    static <E> List<List<E>> of(List<E> all, ToLongFunction<E> weight, long maxWeight) {
        List<List<E>> batches = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            long weighed = weight.applyAsLong(all.get(from));
            int to = from + 1;
            while (to < all.size() && to - from < MAX_SIZE) {
                weighed += weight.applyAsLong(all.get(to));
                if (weighed > maxWeight) {
                    break;
                }
                to++;
            }
            to = from + Integer.highestOneBit(to - from);
            batches.add(all.subList(from, to));
            from = to;
        }
        return batches;
    }
}
