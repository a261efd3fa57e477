package io.flangular.domain.user.password;

import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A valid password: at least 15 characters (OWASP ASVS 5.0, 6.2.1, without a second factor), at most 1,024 bytes, any
 * characters, never truncated. It is normalized by the profile OpaqueString (RFC 8265), so that it does not depend on
 * the keyboard. Never logged.
 */
public record Password(String value) {
    public static final int MIN_LENGTH = 15;

    /** The maximum length, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");

    /** Normalizes the password; fails as invalid when it is too short or too long. */
    public Password {
        value = normalized(value);
        if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
            throw invalid("A password has " + MIN_LENGTH + " characters or more.");
        }
        if (tooLong(value)) {
            throw invalid("A password has at most " + MAX_BYTES + " bytes.");
        }
    }

    /** Normalizes input for hashing and comparison: every kind of space as U+0020, composed characters (NFC). */
    public static String normalized(String typed) {
        return Normalizer.normalize(SPACE.matcher(typed).replaceAll(" "), Normalizer.Form.NFC);
    }

    /** Whether a typed password is longer than any password can be. */
    public static boolean tooLong(String typed) {
        return typed.codePoints()
                        .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                        .sum()
                > MAX_BYTES;
    }

    /** Generates a password of 100 random bits, in groups of five characters. */
    public static Password generate(RandomBytes random) {
        return new Password(random.readable(20).replaceAll("(.{5})(?!$)", "$1-"));
    }

    private static DomainException.Invalid invalid(String message) {
        return DomainException.Invalid.field("password", message);
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
