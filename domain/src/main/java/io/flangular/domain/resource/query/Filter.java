package io.flangular.domain.resource.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a query. Fields have the names of the record components, or {@code id}. A comparison with null is
 * unknown, as in SQL; a row matches only when the whole filter is true. Created by {@link QueryBuilder}, which checks
 * names and types.
 */
public sealed interface Filter {
    /**
     * Compares a field with a value: a string for patterns, otherwise a value of the field's type, or any number for a
     * numeric field.
     */
    record Comparison(String field, Operator operator, Object value) implements Filter {}

    /** Compares two fields. */
    record FieldComparison(String field, Operator operator, String other) implements Filter {}

    /** Compares a field with a list of values, which may contain null. */
    record Membership(String field, Operator operator, List<@Nullable Object> values) implements Filter {
        public Membership {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** Compares a field with null. */
    record NullCheck(String field, Operator operator) implements Filter {}

    /** Conjunction; true without terms. */
    record And(List<Filter> terms) implements Filter {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Disjunction; true without terms. */
    record Or(List<Filter> terms) implements Filter {
        public Or {
            terms = List.copyOf(terms);
        }
    }
}
