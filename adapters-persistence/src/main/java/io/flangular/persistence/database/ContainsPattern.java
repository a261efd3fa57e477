package io.flangular.persistence.database;

import java.util.Locale;

/** A pattern for a case-insensitive substring search, as the right side of {@code lower(column) like … escape '!'}. */
public final class ContainsPattern {
    /** The escape clause, without which wildcards in the input could not be escaped. */
    public static final String ESCAPE = " escape '!'";

    private ContainsPattern() {}

    /** The pattern of all strings that contain this one. */
    public static String pattern(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
