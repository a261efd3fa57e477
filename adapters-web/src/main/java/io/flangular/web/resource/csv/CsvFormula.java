package io.flangular.web.resource.csv;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from evaluating a value as a formula: an apostrophe goes before the character that would begin
 * one. A value that has such an apostrophe already gets another, so that an import can take away what an export has
 * added.
 *
 * <p>Quotes do not keep a value together in a spreadsheet that expects another separator. So a formula is also guarded
 * inside of a value, after every character at which a spreadsheet may split, and the quotes that may follow it.
 */
final class CsvFormula {
    private static final String FORMULA = "'*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]";
    private static final String SPLIT = "((?:\\A\"|[;,|\\t\\r\\n])\"*)";
    private static final Pattern FIRST = Pattern.compile(FORMULA + "|'*[\\t\\r\\n]");
    private static final Pattern GUARDED_FIRST = Pattern.compile("'(?:" + FIRST.pattern() + ")");
    private static final Pattern LATER = Pattern.compile(SPLIT + "(?=" + FORMULA + ")");
    private static final Pattern GUARDED_LATER = Pattern.compile(SPLIT + "'(?=" + FORMULA + ")");

    private CsvFormula() {}

    /** The value with an apostrophe before everything that a spreadsheet could take for a formula. */
    static String guard(String value) {
        String guarded = LATER.matcher(value).replaceAll("$1'");
        return FIRST.matcher(guarded).lookingAt() ? "'" + guarded : guarded;
    }

    /** The value without these apostrophes. */
    static String unguard(String value) {
        if (value.indexOf('\'') < 0) {
            return value;
        }
        String rest = GUARDED_FIRST.matcher(value).lookingAt() ? value.substring(1) : value;
        return GUARDED_LATER.matcher(rest).replaceAll("$1");
    }
}
