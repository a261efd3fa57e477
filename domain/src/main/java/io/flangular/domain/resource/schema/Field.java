package io.flangular.domain.resource.schema;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A field of a collection: one component of its record. */
public final class Field {
    private static final int DIGITS = 100;
    /**
     * The maximum total length of the strings of a row, in characters, so that a row fits into a JSON request however
     * it is escaped, and many rows fit into memory.
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

    /** The type of its values. */
    public FieldType type() {
        return type;
    }

    /** Whether null is invalid: for primitive components, and those not annotated with {@code @Nullable}. */
    public boolean required() {
        return required;
    }

    /** Whether its integers have 32 bits instead of 64. */
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

    /** The violation of a value, or null when it is valid for this field. */
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

    /** Why a value cannot be stored or queried, for any field; null when it can. */
    public static @Nullable String unstorable(Object value) {
        if (value instanceof BigDecimal number && !fits(number)) {
            return "must have at most " + DIGITS + " digits on either side of the point";
        }
        return value instanceof String text ? unstorable(text) : null;
    }

    /** A number such as 1e999999999 is short to write and huge to store. */
    private static boolean fits(BigDecimal number) {
        return number.scale() <= DIGITS && (long) number.precision() - number.scale() <= DIGITS;
    }

    /**
     * Databases cannot store U+0000, and an unpaired surrogate cannot be encoded as UTF-8: rejected rather than
     * altered.
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

    /** Converts a carrier to the type of the record component. */
    @Nullable
    Object narrowed(@Nullable Object carried) {
        return narrow && carried instanceof Long number ? Integer.valueOf(number.intValue()) : carried;
    }
}
