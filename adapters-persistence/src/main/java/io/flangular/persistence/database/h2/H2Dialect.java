package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.Dialect;
import java.util.List;
import java.util.Map;

/** The embedded database H2. */
public final class H2Dialect implements Dialect {

    @Override
    public String returning(String change, String columns) {
        boolean deletes = change.startsWith("delete");
        return "select " + columns + " from " + (deletes ? "old" : "final") + " table (" + change + ")";
    }

    // H2 orders strings by UTF-16 units, where U+1F680 comes before U+FF5E. Its casts write and read UTF-8, whose
    // bytes have the order of the code points.
    @Override
    public String orderKeyBefore() {
        return "cast(";
    }

    @Override
    public String orderKeyAfter() {
        return " as varbinary)";
    }

    @Override
    public String textOf(String orderKey) {
        return "cast(" + orderKey + " as varchar)";
    }

    @Override
    public String likeBefore(String text, String pattern) {
        return "is_like(" + text + ", ";
    }

    @Override
    public String likeAfter() {
        return ")";
    }

    @Override
    public String likePattern(String pattern) {
        return pattern;
    }

    @Override
    public String isLike(String text, String pattern) {
        return "is_like(" + text + ", " + pattern + ")";
    }

    @Override
    public List<String> functions() {
        // Anew, since an older version may have left one in the file that leads elsewhere.
        return List.of(
                "drop alias if exists is_like",
                "create alias is_like deterministic for '" + LikePattern.class.getName() + ".matches'");
    }

    @Override
    public Map<String, String> migrationPlaceholders() {
        return Map.of("text", "varchar");
    }

    // The keys of all groups are in memory, so strings are hashed.
    @Override
    public String groupKey(String column) {
        return "hash('SHA-256', " + column + ")";
    }

    @Override
    public String textLength(String column) {
        return "char_length(" + column + ")";
    }

    // The outer join makes it begin with the few rows that were found.
    @Override
    public String joinOfFoundRows() {
        return "left join ";
    }

    @Override
    public boolean hasExpressionIndexes() {
        return false;
    }

    // It would look up the first of the two alone.
    @Override
    public boolean indexesRowValues() {
        return false;
    }

    @Override
    public boolean failsOutOfRange() {
        return true;
    }

    // The result of an inner query is returned again although a bound limit has another value.
    @Override
    public boolean bindsLimits() {
        return false;
    }

    @Override
    public boolean hasCursors() {
        return false;
    }

    @Override
    public boolean keepsCounts() {
        return false;
    }

    @Override
    public boolean allowsOneWriter() {
        return true;
    }
}
