package io.flangular.domain.secondfactor;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Normalizes typed and pasted codes, which may be grouped, or have non-ASCII digits or invisible characters. */
public final class CodeNormalizer {
    private static final Pattern FOR_READING = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\u2212\\p{Cf}\\p{Cc}]");

    private CodeNormalizer() {}

    /** Removes blanks, hyphens and invisible characters, and converts to lower case and ASCII digits. */
    public static String normalized(String typed) {
        String compatible = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        StringBuilder code = new StringBuilder();
        FOR_READING.matcher(compatible).replaceAll("").codePoints().forEach(point -> {
            int digit = Character.isDigit(point) ? Character.digit(point, 10) : -1;
            code.appendCodePoint(digit < 0 ? point : '0' + digit);
        });
        return code.toString().toLowerCase(Locale.ROOT);
    }
}
