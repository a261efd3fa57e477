package io.flangular.domain;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules for single-line input that is shown to others. Invisible characters are those that are not seen and yet
 * change how a string looks or compares: controls, bidirectional overrides and isolates, zero-width characters, line
 * separators, tags, fillers and stray variation selectors.
 */
public final class PrintableText {
    /** Neither of them can be stored in all databases. */
    private static final Pattern CONTROLS_AND_SURROGATES = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /**
     * By category; letters, marks and symbols that are blank; and variation selectors after a character that has no
     * variants. ASCII digits are emoji, because of keycaps, but must not have variants here.
     */
    private static final String INVISIBLE = "(?:[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]"
            + "|[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B\\u180C\\u180D\\u180F\\u2800\\u3164\\uFFA0]"
            + "|(?<![\\p{IsEmoji}\\p{IsIdeographic}&&[^\\x00-\\x7F]])[\\uFE00-\\uFE0F]"
            + "|(?<!\\p{IsIdeographic})[\\x{E0100}-\\x{E01EF}])";

    /** A zero-width joiner or non-joiner after a character of a script that is written with them. */
    private static final String JOINED =
            "(?<=[^\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{IsCommon}\\p{IsInherited}])[\\u200C\\u200D]";

    private static final Pattern ESCAPED = Pattern.compile(INVISIBLE);
    private static final Pattern REFUSED = Pattern.compile("(?!" + JOINED + ")" + INVISIBLE);

    private PrintableText() {}

    /** Whether it has neither control characters nor unpaired surrogates. */
    public static boolean holds(String text) {
        return !CONTROLS_AND_SURROGATES.matcher(text).find();
    }

    /** Whether it has no invisible character, so that it can be a name. */
    public static boolean isVisible(String text) {
        return !REFUSED.matcher(text).find();
    }

    /** The text with its invisible characters, joiners included, in the form {@code \u005cu202e}. */
    public static String escaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }
}
