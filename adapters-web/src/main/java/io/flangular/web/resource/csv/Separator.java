package io.flangular.web.resource.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the values of a line: what the first line says, or else what the names of the columns suggest.
 */
enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t'),
    PIPE('|');

    /** What Excel reads and writes in front of the table; other programs that save such a file fill it up. */
    private static final Pattern DECLARATION =
            Pattern.compile("(?is)\"?sep=(?<separator>[^\\r\\n\"]?)\"?[,;\\t|]*[\\r\\n]*");

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    /** The character itself. */
    char character() {
        return character;
    }

    /** Whether a first line is no part of the table but declares the separator, as {@code sep=;}. */
    static boolean isDeclaredBy(String line) {
        return DECLARATION.matcher(line).matches();
    }

    /** The separator that such a line declares; null when it is not known. */
    static @Nullable Separator declaredBy(String line) {
        Matcher declaration = DECLARATION.matcher(line);
        if (declaration.matches()) {
            for (Separator each : values()) {
                if (declaration.group("separator").equals(String.valueOf(each.character))) {
                    return each;
                }
            }
        }
        return null;
    }

    /** The most frequent one outside of quotes; a comma where there is none. */
    static Separator guessedFrom(String header) {
        int[] counts = new int[values().length];
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"';
            for (Separator each : values()) {
                if (!quoted && c == each.character) {
                    counts[each.ordinal()]++;
                }
            }
        }
        Separator best = COMMA;
        for (Separator each : values()) {
            if (counts[each.ordinal()] > counts[best.ordinal()]) {
                best = each;
            }
        }
        return best;
    }
}
