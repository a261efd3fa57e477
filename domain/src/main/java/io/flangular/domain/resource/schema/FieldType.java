package io.flangular.domain.resource.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of fields, each with the Java types that declare it and the carrier type of its values. */
public enum FieldType {
    /** A Unicode string without U+0000. */
    TEXT(String.class, "a text", String.class),
    /** An integer of 64 bits, or of 32 for {@code int} components. */
    INTEGER(Long.class, "a whole number of at most 64 bits", int.class, Integer.class, long.class, Long.class),
    /** An exact decimal number. */
    DECIMAL(BigDecimal.class, "a number", BigDecimal.class),
    /** A boolean. */
    BOOLEAN(Boolean.class, "true or false", boolean.class, Boolean.class),
    /** A date of the ISO calendar, without time and zone. */
    DATE(LocalDate.class, "a date such as 2026-01-31", LocalDate.class);

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private final Class<?> carrier;
    private final String description;
    private final Set<Class<?>> declarations;

    FieldType(Class<?> carrier, String description, Class<?>... declarations) {
        this.carrier = carrier;
        this.description = description;
        this.declarations = Set.of(declarations);
    }

    /** The type of a record component; fails at startup for an unsupported one. */
    static FieldType of(Class<?> declared, String component) {
        for (FieldType type : values()) {
            if (type.declarations.contains(declared)) {
                return type;
            }
        }
        throw new IllegalArgumentException(component + " is a " + declared.getName()
                + "; a field is a String, int, long, BigDecimal, boolean or LocalDate");
    }

    /** The Java type of values outside of the record: the widest type, boxed. */
    public Class<?> carrier() {
        return carrier;
    }

    /** A noun phrase for a value of this type, for messages. */
    public String description() {
        return description;
    }

    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    /**
     * Parses a string to the carrier type; null when it is malformed. Numbers are digits with an optional point, dates
     * are ISO 8601, booleans are true and false in any case.
     */
    public @Nullable Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case INTEGER -> WHOLE.matcher(text).matches() ? whole(text) : null;
            case DECIMAL -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
            case BOOLEAN -> yesOrNo(text.toLowerCase(Locale.ROOT));
            case DATE -> date(text);
        };
    }

    /** Whether two values of this type are equal; decimal numbers regardless of trailing zeros. */
    public boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal another) {
            return number.compareTo(another) == 0;
        }
        return Objects.equals(one, other);
    }

    /** Formats a value as a string that {@link #parse} accepts. */
    public String format(Object carried) {
        return carried instanceof BigDecimal number ? number.toPlainString() : carried.toString();
    }

    private static @Nullable Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private static @Nullable Boolean yesOrNo(String text) {
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }
}
