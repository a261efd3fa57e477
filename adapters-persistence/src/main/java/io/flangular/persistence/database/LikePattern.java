package io.flangular.persistence.database;

import org.jspecify.annotations.Nullable;

/**
 * SQL patterns without escape character, for H2: its own LIKE takes an {@code _} for half of U+1F680, and needs a time
 * that grows with the power of the number of {@code %}. A regular expression would need a stack that grows with the
 * pattern. Letters are equal when their simple lower-case mappings are, as in PostgreSQL under the collation "C.utf8".
 */
public final class LikePattern {
    private LikePattern() {}

    /** Whether the whole text matches the pattern; null where either is: a function of the database. */
    public static @Nullable Boolean matches(@Nullable String text, @Nullable String pattern) {
        return text == null || pattern == null ? null : Boolean.valueOf(isMatch(text, pattern));
    }

    /** What follows a {@code %} is looked for from there on, and never before it again, which loses no match. */
    private static boolean isMatch(String text, String pattern) {
        int at = 0;
        int next = 0;
        int afterWildcard = -1;
        int tried = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '%') {
                next++;
                afterWildcard = next;
                tried = at;
            } else if (next < pattern.length() && sameLetter(text.codePointAt(at), pattern.codePointAt(next))) {
                at = text.offsetByCodePoints(at, 1);
                next = pattern.offsetByCodePoints(next, 1);
            } else if (afterWildcard >= 0) {
                tried = text.offsetByCodePoints(tried, 1);
                at = tried;
                next = afterWildcard;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '%') {
            next++;
        }
        return next == pattern.length();
    }

    private static boolean sameLetter(int letter, int expected) {
        return expected == '_'
                || letter == expected
                || Character.toLowerCase(letter) == Character.toLowerCase(expected);
    }
}
