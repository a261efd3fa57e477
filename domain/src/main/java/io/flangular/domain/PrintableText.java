package io.flangular.domain;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * The rules for single-line input that is shown to others. Invisible characters are those that are not seen and yet
 * change how a string looks or compares: controls, bidirectional overrides and isolates, zero-width characters, line
 * separators, tags, fillers and stray variation selectors.
 */
public final class PrintableText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Letters, marks and symbols that are blank, beside those that Unicode puts into categories of their own. */
    private static final Set<Integer> FILLERS =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0);

    /** Scripts that need no joiners, in which one would only make two names look the same. */
    private static final Set<UnicodeScript> WITHOUT_JOINERS = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED);

    private PrintableText() {}

    /** Whether it has neither control characters nor unpaired surrogates, which not all databases can store. */
    public static boolean holds(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    /**
     * Whether it has no invisible character, so that it can be a name. Joiners may follow a letter of a script that is
     * written with them, and variation selectors what has variants: emoji and ideographs.
     */
    public static boolean isVisible(String text) {
        int before = -1;
        for (int point : text.codePoints().toArray()) {
            if (isInvisible(before, point) && !(isJoiner(point) && mayBeJoined(before))) {
                return false;
            }
            before = point;
        }
        return true;
    }

    /** The text with its invisible characters, joiners included, in the form {@code \u005cu202e}. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        int before = -1;
        for (int point : text.codePoints().toArray()) {
            if (isInvisible(before, point)) {
                for (char unit : Character.toChars(point)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                escaped.appendCodePoint(point);
            }
            before = point;
        }
        return escaped.toString();
    }

    private static boolean isInvisible(int before, int point) {
        if (point >= 0xFE00 && point <= 0xFE0F) {
            // Every ASCII digit counts as an emoji as well, since keycaps are made of them.
            return before <= 0x7F || !Character.isEmoji(before) && !Character.isIdeographic(before);
        }
        if (point >= 0xE0100 && point <= 0xE01EF) {
            return before < 0 || !Character.isIdeographic(before);
        }
        return isInvisible(point);
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> FILLERS.contains(point);
        };
    }

    private static boolean isJoiner(int point) {
        return point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
    }

    private static boolean mayBeJoined(int before) {
        return before >= 0 && !WITHOUT_JOINERS.contains(UnicodeScript.of(before));
    }
}
