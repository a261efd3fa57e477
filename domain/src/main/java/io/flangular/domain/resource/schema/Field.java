package io.flangular.domain.resource.schema;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of a collection: one component of its record.
 *
 * @param name of the component, and in JSON
 * @param required whether null is invalid: for primitive components, and those not annotated with {@code @Nullable}
 * @param narrow whether its integers have 32 bits instead of 64
 * @param accessor reads the component, as {@code Object} from {@code Record}
 */
public record Field(String name, FieldType type, boolean required, boolean narrow, MethodHandle accessor) {
    /**
     * The maximum total length of the strings of a row, in characters, so that a row fits into a JSON request however
     * it is escaped, and many rows fit into memory.
     */
    static final int MAX_CHARACTERS = 1 << 18;

    private static final int MAX_DIGITS = 100;
    /** Databases cannot store U+0000, and an unpaired surrogate cannot be encoded as UTF-8. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

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
        if (given instanceof String text && text.length() > MAX_CHARACTERS) {
            return "must have at most " + MAX_CHARACTERS + " characters";
        }
        return unstorable(given);
    }

    /** Why a value cannot be stored or queried, for any field; null when it can. */
    public static @Nullable String unstorable(Object value) {
        if (value instanceof BigDecimal number && !fits(number)) {
            return "must have at most " + MAX_DIGITS + " digits on either side of the point";
        }
        if (value instanceof String text) {
            Matcher found = UNSTORABLE.matcher(text);
            if (found.find()) {
                String what = text.charAt(found.start()) == 0 ? "the character U+0000" : "half a character";
                return "must not contain " + what + " (position " + (found.start() + 1) + ")";
            }
        }
        return null;
    }

    /** A number such as 1e999999999 is short to write and huge to store. */
    private static boolean fits(BigDecimal number) {
        return number.scale() <= MAX_DIGITS && (long) number.precision() - number.scale() <= MAX_DIGITS;
    }

    /** Converts a carrier to the type of the record component. */
    @Nullable
    Object narrowed(@Nullable Object carried) {
        return narrow && carried instanceof Long number ? Integer.valueOf(number.intValue()) : carried;
    }
}
