package io.flangular.persistence.database.postgresql;

import io.flangular.persistence.database.Dialect;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** PostgreSQL, 13 or newer. */
public final class PostgreSqlDialect implements Dialect {
    private static final Pattern TRIGRAM = Pattern.compile("[\\p{L}\\p{N}]{3}");

    @Override
    public String returning(String change, String columns) {
        return change + " returning " + columns;
    }

    @Override
    public String orderKeyBefore() {
        return "";
    }

    @Override
    public String orderKeyAfter() {
        return "";
    }

    @Override
    public String textOf(String orderKey) {
        return orderKey;
    }

    // What ilike does, written so that an index of trigrams of lower(text) can serve it: such an index of the text
    // itself would follow the case rules of the database's own locale, which may be others than the column's.
    @Override
    public String likeBefore(String text, String pattern) {
        // Without three consecutive characters there is no trigram to look for, and the whole index would be read.
        String subject = "lower(" + text + ")" + (TRIGRAM.matcher(pattern).find() ? "" : " || ''");
        return "(" + subject + " like lower(";
    }

    @Override
    public String likeAfter() {
        return " collate \"C.utf8\"))";
    }

    @Override
    public String likePattern(String pattern) {
        // The default escape character is a backslash, which the protocol has not; two of them are one character.
        return pattern.replace("\\", "\\\\");
    }

    @Override
    public String isLike(String text, String pattern) {
        return "(" + text + " ilike " + pattern + " escape '')";
    }

    @Override
    public List<String> functions() {
        return List.of();
    }

    @Override
    public Map<String, String> migrationPlaceholders() {
        // Orders by code point and yet knows the upper and lower case of all characters, which "C" does not.
        return Map.of("text", "text collate \"C.utf8\"");
    }

    @Override
    public String groupKey(String column) {
        return column;
    }

    @Override
    public String textLength(String column) {
        return "octet_length(" + column + ")";
    }

    @Override
    public String joinOfFoundRows() {
        return "join ";
    }

    @Override
    public boolean hasExpressionIndexes() {
        return true;
    }

    @Override
    public boolean indexesRowValues() {
        return true;
    }

    @Override
    public boolean failsOutOfRange() {
        return false;
    }

    @Override
    public boolean bindsLimits() {
        return true;
    }

    @Override
    public boolean hasCursors() {
        return true;
    }

    @Override
    public boolean keepsCounts() {
        return true;
    }

    @Override
    public boolean allowsOneWriter() {
        return false;
    }
}
