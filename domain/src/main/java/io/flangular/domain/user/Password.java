package io.flangular.domain.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A password that somebody chose: 15 characters or more (OWASP ASVS 5.0, 6.2.1, without a second factor), at
 * most 1,024 bytes, any characters, nothing cut off. It is held in the form of the profile OpaqueString (RFC 8265), so that
 * it does not matter on which keyboard it is typed. Never printed.
 */
public record Password(String value) {
    /** The fewest characters. */
    public static final int MIN_LENGTH = 15;

    /** The greatest length, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    /** Refuses what is too short or too long as invalid. */
    public Password {
        value = normalized(value);
        if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
            throw invalid("A password has " + MIN_LENGTH + " characters or more.");
        }
        if (tooLong(value)) {
            throw invalid("A password has at most " + MAX_BYTES + " bytes.");
        }
    }

    /**
     * What was typed in the one form in which passwords are hashed and compared: every kind of space as U+0020, composed
     * characters (NFC).
     */
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

    /** A new one of 20 letters and digits (100 bits) that are easy to tell apart, in groups of five. */
    public static Password generate(RandomBytes random) {
        StringBuilder text = new StringBuilder();
        for (byte next : random.next(20)) {
            if (text.length() % 6 == 5) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(next & 31));
        }
        return new Password(text.toString());
    }

    private static DomainException.Invalid invalid(String message) {
        return new DomainException.Invalid(message, Map.of("password", message));
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
