package io.flangular.domain.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a filter compares a field, with the names that the collection protocol has for it; names mind their case. */
public enum Operator {
    /** The same value. */
    EQUAL("==", "eq", "equals", "equal_to", "equals_to"),
    /** Another value; a null is none. */
    NOT_EQUAL("!=", "ne", "neq", "not_equal_to", "does_not_equal"),
    /** Later in the order; strings by code point. */
    GREATER(">", "gt"),
    /** Earlier in the order. */
    LESS("<", "lt"),
    /** Not earlier. */
    GREATER_OR_EQUAL(">=", "ge", "gte", "geq"),
    /** Not later. */
    LESS_OR_EQUAL("<=", "le", "lte", "leq"),
    /** A pattern, {@code %} for any characters, {@code _} for one; case-insensitive. */
    LIKE("like", "ilike"),
    /** Not of the pattern. */
    NOT_LIKE("not_like", "not_ilike"),
    /** One of a list. */
    IN("in"),
    /** None of a list; nothing at all where the list has a null. */
    NOT_IN("not_in"),
    /** Null. */
    IS_NULL("is_null"),
    /** Not null. */
    IS_NOT_NULL("is_not_null");

    private static final Map<String, Operator> BY_NAME = new HashMap<>();

    static {
        for (Operator operator : values()) {
            operator.names.forEach(name -> BY_NAME.put(name, operator));
        }
    }

    private final List<String> names;

    Operator(String... names) {
        this.names = List.of(names);
    }

    /** The operator of that name. */
    public static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names that it has in queries. */
    public List<String> names() {
        return names;
    }

    /** Whether it asks for null, and so takes no operand. */
    public boolean asksForNull() {
        return this == IS_NULL || this == IS_NOT_NULL;
    }

    /** Whether its operand is a list. */
    public boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    /** Whether its operand is a pattern, for which every field is taken as the text that it is written as. */
    public boolean takesPattern() {
        return this == LIKE || this == NOT_LIKE;
    }
}
