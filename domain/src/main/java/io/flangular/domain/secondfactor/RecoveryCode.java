package io.flangular.domain.secondfactor;

import io.flangular.domain.RandomBytes;

/** A one-time code that replaces the authenticator: 80 random bits as 16 letters and digits. Never logged. */
public record RecoveryCode(String value) {
    /** The number of codes per user. */
    public static final int COUNT = 10;

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    /** Generates a random value. */
    public static RecoveryCode generate(RandomBytes random) {
        StringBuilder text = new StringBuilder();
        for (byte next : random.next(LENGTH)) {
            text.append(ALPHABET.charAt(next & 31));
        }
        return new RecoveryCode(text.toString());
    }

    /** Parses input, {@linkplain CodeNormalizer normalized}. */
    public static RecoveryCode typed(String text) {
        return new RecoveryCode(CodeNormalizer.normalized(text));
    }

    /** Whether it has the format of a recovery code, rather than of a one-time password. */
    public boolean wellFormed() {
        return value.length() == LENGTH && value.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
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
