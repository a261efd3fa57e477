package io.flangular.domain.resource;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** The types that a field can have, each with the Java types that declare it and the one that carries its values. */
public enum FieldType {
    /** Any text that Unicode knows, without U+0000. */
    TEXT(String.class, "a text", String.class),
    /** A whole number of 64 bits, or of 32 where the record says {@code int}. */
    INTEGER(Long.class, "a whole number of at most 64 bits", int.class, Integer.class, long.class, Long.class),
    /** A decimal number, exact. */
    DECIMAL(BigDecimal.class, "a number", BigDecimal.class),
    /** Yes or no. */
    BOOLEAN(Boolean.class, "true or false", boolean.class, Boolean.class),
    /** A day of the ISO calendar, without time and zone. */
    DATE(LocalDate.class, "a date such as 2026-01-31", LocalDate.class);

    private final Class<?> carrier;
    private final String description;
    private final Set<Class<?>> declarations;

    FieldType(Class<?> carrier, String description, Class<?>... declarations) {
        this.carrier = carrier;
        this.description = description;
        this.declarations = Set.of(declarations);
    }

    /** The type of a record's component; fails, when the application starts, for one that no collection can keep. */
    static FieldType of(Class<?> declared, String component) {
        for (FieldType type : values()) {
            if (type.declarations.contains(declared)) {
                return type;
            }
        }
        throw new IllegalArgumentException(component + " is a " + declared.getName()
                + "; a field is a String, int, long, BigDecimal, boolean or LocalDate");
    }

    /** The one Java type of this field's values outside of the record: the boxed, widest one. */
    public Class<?> carrier() {
        return carrier;
    }

    /** How a person would call a value of it, with the article. */
    public String description() {
        return description;
    }

    /** Whether its values are numbers, which compare with each other. */
    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }
}
