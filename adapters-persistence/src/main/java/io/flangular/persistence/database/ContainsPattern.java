package io.flangular.persistence.database;

import java.util.Locale;

/** A pattern for a case-insensitive substring search, as the right side of {@code lower(column) like … escape '!'}. */
public final class ContainsPattern {
    /** What stands after the parameter: without it, signs of patterns would be more than letters. */
    public static final String ESCAPE = " escape '!'";

    private ContainsPattern() {}

    /** The pattern of all strings that contain this one. */
    public static String pattern(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
