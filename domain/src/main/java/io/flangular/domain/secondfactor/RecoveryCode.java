package io.flangular.domain.secondfactor;

import io.flangular.domain.RandomBytes;

/** A one-time code that replaces the authenticator: 80 random bits as 16 letters and digits. Never logged. */
public record RecoveryCode(String value) {
    public static final int COUNT = 10;

    private static final int LENGTH = 16;

    public static RecoveryCode generate(RandomBytes random) {
        return new RecoveryCode(random.readable(LENGTH));
    }

    /** Parses input, {@linkplain CodeNormalizer normalized}. */
    public static RecoveryCode typed(String text) {
        return new RecoveryCode(CodeNormalizer.normalized(text));
    }

    /** Whether it has the format of a recovery code, rather than of a one-time password. */
    public boolean wellFormed() {
        return value.length() == LENGTH && value.chars().allMatch(letter -> RandomBytes.READABLE.indexOf(letter) >= 0);
    }

    /** Formatted in groups of four. */
    public String grouped() {
        return value.replaceAll("(.{4})(?!$)", "$1-");
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
