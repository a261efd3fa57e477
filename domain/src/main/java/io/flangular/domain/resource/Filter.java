package io.flangular.domain.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are meant. Fields are named as in the record, or {@code id}; a comparison with null is neither true nor
 * false, as in SQL, and a row is meant only where the whole is true. Made by {@link QueryBuilder}, which checks names
 * and types.
 */
public sealed interface Filter {

    /**
     * A field against a value; for patterns the value is a string, otherwise of the field's type, or a number for a
     * number.
     */
    record Comparison(String field, Operator operator, Object value) implements Filter {}

    /** A field against another one. */
    record FieldComparison(String field, Operator operator, String other) implements Filter {}

    /** A field against a list of values, in which nulls may stand. */
    record Membership(String field, Operator operator, List<@Nullable Object> values) implements Filter {
        /** Keeps the values as they are now. */
        public Membership {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** A field against null. */
    record NullCheck(String field, Operator operator) implements Filter {}

    /** Every one of the terms; true when there are none. */
    record And(List<Filter> terms) implements Filter {
        /** Keeps the terms as they are now. */
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** At least one of the terms; true when there are none. */
    record Or(List<Filter> terms) implements Filter {
        /** Keeps the terms as they are now. */
        public Or {
            terms = List.copyOf(terms);
        }
    }
}
