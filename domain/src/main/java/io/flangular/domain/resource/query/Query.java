package io.flangular.domain.resource.query;

import io.flangular.domain.resource.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A query of a collection: filter, order, group, then offset and limit. Pages are parts of its result.
 *
 * @param filter the condition
 * @param order fields to sort by; strings by their first {@link Cursor#CHARACTERS} characters; ties are
 *     sorted by id; null sorts first, or last in descending order
 * @param groupBy fields to group by; each group is represented by its row with the lowest id; empty for none
 * @param limit the maximum number of rows, or 0 for all
 * @param offset the number of rows to skip
 */
public record Query(Filter filter, List<Order> order, List<String> groupBy, long limit, long offset) {
    /** All rows in the order of their ids. */
    public static final Query ALL = new Query(new Filter.And(List.of()), List.of(), List.of(), 0, 0);

    /** Copies the lists; the numbers must not be negative. */
    public Query {
        if (limit < 0 || offset < 0) {
            throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
        }
        order = List.copyOf(order);
        groupBy = List.copyOf(groupBy);
    }

    /** A sort field. */
    public record Order(String field, boolean descending) {}

    /**
     * The sort keys: the fields of {@link #order}, without duplicates, and the id as the last key, which makes the
     * order total.
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

    public boolean isLimited() {
        return limit > 0 || offset > 0;
    }

    /** How many of the filtered rows are left after offset and limit. */
    public long countAfterLimit(long filtered) {
        long rest = Math.max(0, filtered - offset);
        return limit == 0 ? rest : Math.min(rest, limit);
    }
}
