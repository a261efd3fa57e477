package io.flangular.domain.resource;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One component of a record, seen as a field of its collection. */
public final class Field {
    private static final int DIGITS = 100;
    /**
     * The most characters that the strings of a row have together, so that a row that was read can be sent back as
     * JSON, however its characters are escaped there, and that many rows can be in memory at once.
     */
    static final int CHARACTERS = 1 << 18;

    private final String name;
    private final FieldType type;
    private final boolean required;
    private final boolean narrow;
    private final MethodHandle accessor;

    Field(String name, FieldType type, boolean required, boolean narrow, MethodHandle accessor) {
        this.name = name;
        this.type = type;
        this.required = required;
        this.narrow = narrow;
        this.accessor = accessor;
    }

    /** The component's name, which is also the name in JSON. */
    public String name() {
        return name;
    }

    /** What its values are. */
    public FieldType type() {
        return type;
    }

    /** Whether null is refused: so for primitive components and for those that are not marked as nullable. */
    public boolean required() {
        return required;
    }

    /** Whether its whole numbers have 32 bits instead of 64. */
    public boolean narrow() {
        return narrow;
    }

    /** The value of this field in a record, as its type's {@linkplain FieldType#carrier carrier}. */
    public @Nullable Object of(Record value) {
        try {
            Object read = accessor.invokeExact(value);
            return read instanceof Integer narrowed ? Long.valueOf(narrowed) : read;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What is wrong with a value given for this field, or null when it may stand in a record. */
    @Nullable
    String complaint(@Nullable Object given) {
        if (given == null) {
            return required ? "must not be empty" : null;
        }
        if (!type.carrier().isInstance(given)) {
            return "must be " + type.description();
        }
        if (narrow && given instanceof Long number && number != number.intValue()) {
            return "must be between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
        }
        if (given instanceof String text && text.length() > CHARACTERS) {
            return "must have at most " + CHARACTERS + " characters";
        }
        return unstorable(given);
    }

    /** Why no database could keep a value, or be asked for it, whatever its field; null when it could. */
    static @Nullable String unstorable(Object value) {
        if (value instanceof BigDecimal number && !fits(number)) {
            return "must have at most " + DIGITS + " digits on either side of the point";
        }
        return value instanceof String text ? unstorable(text) : null;
    }

    /** A number such as 1e999999999 is short to write and huge to keep. */
    private static boolean fits(BigDecimal number) {
        return number.scale() <= DIGITS && (long) number.precision() - number.scale() <= DIGITS;
    }

    /**
     * A database cannot keep U+0000, and half of a surrogate pair cannot be sent as UTF-8: refused rather than altered.
     */
    private static @Nullable String unstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "must not contain the character U+0000 (position " + (i + 1) + ")";
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "must not contain half a character (position " + (i + 1) + ")";
            }
        }
        return null;
    }

    /** From the carrier to what the record's constructor takes. */
    @Nullable
    Object narrowed(@Nullable Object carried) {
        return narrow && carried instanceof Long number ? Integer.valueOf(number.intValue()) : carried;
    }
}
