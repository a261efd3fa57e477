package io.flangular.web.resource;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running texts. One that begins with a character that makes a formula gets an apostrophe before
 * it, and so does one that begins with apostrophes and such a character: else it could not be told from a guarded one.
 */
final class CsvFormula {
    private static final String STARTS = "[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]";
    private static final Pattern GUARDED_ON_EXPORT = Pattern.compile("'*" + STARTS);
    private static final Pattern GUARDED = Pattern.compile("'+" + STARTS);

    private CsvFormula() {}

    /** The text with its guard, where it needs one. */
    static String guarded(String text) {
        return GUARDED_ON_EXPORT.matcher(text).lookingAt() ? "'" + text : text;
    }

    /** The text without its guard, where it has one. */
    static String unguarded(String text) {
        return GUARDED.matcher(text).lookingAt() ? text.substring(1) : text;
    }
}
