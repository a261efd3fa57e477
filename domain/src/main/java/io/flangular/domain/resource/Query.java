package io.flangular.domain.resource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a collection in an order: filtered, ordered, grouped, then cut. Pages run inside of what is left.
 *
 * @param filter which rows
 * @param order by which fields, of strings by their first {@link Cursor#CHARACTERS} characters; rows that are equal in
 *     all of them follow their ids, and null comes first, or last where the order is descending
 * @param groupBy of the rows that are equal in these fields, the one with the lowest id stands for all; empty for none
 * @param limit at most so many rows, or 0 for all
 * @param offset without so many of the first rows
 */
public record Query(Filter filter, List<Order> order, List<String> groupBy, long limit, long offset) {
    /** Every row in the order of the ids. */
    public static final Query ALL = new Query(new Filter.And(List.of()), List.of(), List.of(), 0, 0);

    /** Keeps the lists as they are now; the numbers must not be negative. */
    public Query {
        if (limit < 0 || offset < 0) {
            throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
        }
        order = List.copyOf(order);
        groupBy = List.copyOf(groupBy);
    }

    /** A field to order by. */
    public record Order(String field, boolean descending) {}

    /**
     * What decides about the order: the fields of {@link #order}, each once, up to and with the id, which comes last in
     * any case since no two rows share it.
     */
    public List<Order> keys() {
        List<Order> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Order each : order) {
            if (seen.add(each.field())) {
                keys.add(each);
            }
            if (each.field().equals(Schema.ID)) {
                return keys;
            }
        }
        keys.add(new Order(Schema.ID, false));
        return keys;
    }

    /** Whether it has a limit or an offset. */
    public boolean isLimited() {
        return limit > 0 || offset > 0;
    }

    /** How many of the filtered rows are left after offset and limit. */
    public long countAfterLimit(long filtered) {
        long rest = Math.max(0, filtered - offset);
        return limit == 0 ? rest : Math.min(rest, limit);
    }
}
