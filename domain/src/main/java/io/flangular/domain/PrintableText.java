package io.flangular.domain;

/** The rule for texts that somebody typed into one line, to be shown to others. */
public final class PrintableText {
    private PrintableText() {}

    /** Whether it has neither control characters nor halves of characters, which no database could keep. */
    public static boolean holds(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
