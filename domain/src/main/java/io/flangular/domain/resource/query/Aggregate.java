package io.flangular.domain.resource.query;

import io.flangular.domain.EnumNames;

/**
 * An aggregate function over a whole collection.
 *
 * @param field its field, or {@code id}
 */
public record Aggregate(Function function, String field) {
    /** The functions; nulls are ignored, and without values all but the count are null. */
    public enum Function {
        /** Number of values. */
        COUNT,
        /** Exact sum; numbers only. */
        SUM,
        /** Mean as a floating-point number; numbers only. */
        AVG,
        /** Minimum. */
        MIN,
        /** Maximum. */
        MAX
    }

    /** The name of the result in Flask-Restless, such as {@code count__id}. */
    public String name() {
        return EnumNames.of(function) + "__" + field;
    }
}
