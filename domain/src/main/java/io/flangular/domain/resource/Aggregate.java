package io.flangular.domain.resource;

import io.flangular.domain.EnumNames;

/**
 * A number about a whole collection.
 *
 * @param function what is asked for
 * @param field of which field, or {@code id}
 */
public record Aggregate(Function function, String field) {

    /** The functions there are; nulls do not count, and without values all but the count are null. */
    public enum Function {
        /** How many values. */
        COUNT,
        /** Their sum, exact; numbers only. */
        SUM,
        /** Their mean as a floating-point number; numbers only. */
        AVG,
        /** The first in their order. */
        MIN,
        /** The last in their order. */
        MAX
    }

    /** The name of the outcome in the collection protocol, such as {@code count__id}. */
    public String name() {
        return EnumNames.of(function) + "__" + field;
    }
}
