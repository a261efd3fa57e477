package io.flangular.domain.secondfactor;

import io.flangular.domain.RandomBytes;

/** What stands in for the authenticator, once: 80 unpredictable bits in 16 letters and digits. Never printed. */
public record RecoveryCode(String value) {
    /** How many a user gets. */
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

    /** What somebody typed, {@linkplain CodeNormalizer normalized}. */
    public static RecoveryCode typed(String text) {
        return new RecoveryCode(CodeNormalizer.normalized(text));
    }

    /** Whether it has the form of one, rather than that of an authenticator's code. */
    public boolean wellFormed() {
        return value.length() == LENGTH && value.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    }

    /** In groups of four, for reading. */
    public String grouped() {
        return value.replaceAll("(.{4})(?!$)", "$1-");
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
