package io.flangular.domain.resource;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /**
     * The value that a string says, as its carrier; null when it says none of this type. Numbers are digits with a
     * point at most, dates are those of ISO 8601, yes and no are true and false in any case.
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

    /** Whether two values of this type are the same; decimal numbers are, whatever their trailing zeros. */
    public boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal another) {
            return number.compareTo(another) == 0;
        }
        return Objects.equals(one, other);
    }

    /** A value of this type as a string that {@link #parse} understands. */
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
