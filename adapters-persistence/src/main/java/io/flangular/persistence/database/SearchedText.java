package io.flangular.persistence.database;

import java.util.Locale;

/** A part of a text that is looked for whatever its case, as the right side of {@code lower(column) like …}. */
public final class SearchedText {
    /** What stands after the parameter: without it, signs of patterns would be more than letters. */
    public static final String ESCAPE = " escape '!'";

    private SearchedText() {}

    /** The pattern of all texts that contain this one. */
    public static String pattern(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
