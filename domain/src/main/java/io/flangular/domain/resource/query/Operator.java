package io.flangular.domain.resource.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operators of filters, with their names in Flask-Restless, which are case-sensitive. */
public enum Operator {
    /** Equal. */
    EQUAL("==", "eq", "equals", "equal_to", "equals_to"),
    /** Not equal; never true for null. */
    NOT_EQUAL("!=", "ne", "neq", "not_equal_to", "does_not_equal"),
    /** Greater; strings are compared by code point. */
    GREATER(">", "gt"),
    /** Less. */
    LESS("<", "lt"),
    /** Greater or equal. */
    GREATER_OR_EQUAL(">=", "ge", "gte", "geq"),
    /** Less or equal. */
    LESS_OR_EQUAL("<=", "le", "lte", "leq"),
    /** Matches a pattern, case-insensitively: {@code %} for any characters, {@code _} for one. */
    LIKE("like", "ilike"),
    /** Does not match the pattern. */
    NOT_LIKE("not_like", "not_ilike"),
    /** In a list. */
    IN("in"),
    /** Not in a list; never true when the list contains null. */
    NOT_IN("not_in"),
    /** Null. */
    IS_NULL("is_null"),
    /** Not null. */
    IS_NOT_NULL("is_not_null");

    private final List<String> names;

    Operator(String... names) {
        this.names = List.of(names);
    }

    public static Optional<Operator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.names.contains(name))
                .findFirst();
    }

    public List<String> names() {
        return names;
    }

    /** Whether it tests for null, without an operand. */
    public boolean isNullCheck() {
        return this == IS_NULL || this == IS_NOT_NULL;
    }

    /** Whether its operand is a list. */
    public boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    /** Whether its operand is a pattern, which is matched against the string form of any field. */
    public boolean takesPattern() {
        return this == LIKE || this == NOT_LIKE;
    }
}
