package io.flangular.domain.secondfactor;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Codes as people type and paste them: in groups, with the digits of their keyboard, with what a page put around them. */
public final class TypedCode {
    private static final Pattern FOR_READING = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\u2212\\p{Cf}\\p{Cc}]");

    private TypedCode() {}

    /** The same without blanks, hyphens and invisible characters, in lower case, all digits in ASCII. */
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
