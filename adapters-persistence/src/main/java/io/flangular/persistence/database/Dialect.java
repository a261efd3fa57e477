package io.flangular.persistence.database;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The SQL dialects of the supported databases. */
public enum Dialect {
    /** The embedded database. */
    H2 {
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
        List<String> functions() {
            // Anew, since an older version may have left one in the file that leads elsewhere.
            return List.of(
                    "drop alias if exists is_like",
                    "create alias is_like deterministic for '" + LikePattern.class.getName() + ".matches'");
        }

        @Override
        Map<String, String> migrationPlaceholders() {
            return Map.of("text", "varchar");
        }
    },
    /** PostgreSQL, 13 or newer. */
    POSTGRESQL {
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
        List<String> functions() {
            return List.of();
        }

        @Override
        Map<String, String> migrationPlaceholders() {
            // Orders by code point and yet knows the upper and lower case of all characters, which "C" does not.
            return Map.of("text", "text collate \"C.utf8\"");
        }
    };

    /** An insert, update or delete that gives back the rows: as they are afterwards, or were before a delete. */
    public abstract String returning(String change, String columns);

    /** The prefix that turns a string expression into one that is ordered by code point. */
    public abstract String orderKeyBefore();

    /** What stands after it. */
    public abstract String orderKeyAfter();

    /** An expression of a string column that is ordered by code point. */
    public String orderKey(String column) {
        return orderKeyBefore() + column + orderKeyAfter();
    }

    /** The text that such an order key came from. */
    public abstract String textOf(String orderKey);

    private static final Pattern TRIGRAM = Pattern.compile("[\\p{L}\\p{N}]{3}");

    /**
     * The prefix of a case-insensitive match with a pattern, which is bound as {@link #likePattern} returns it.
     */
    public abstract String likeBefore(String text, String pattern);

    /** What stands after it. */
    public abstract String likeAfter();

    /** An SQL pattern, without escape character, as it is to be bound. */
    public abstract String likePattern(String pattern);

    /** A case-insensitive match with a pattern that is a column too. */
    public abstract String isLike(String text, String pattern);

    /** Statements that create functions which the database lacks; run at every start. */
    abstract List<String> functions();

    /** Flyway placeholders, so that one set of migrations serves both databases. */
    abstract Map<String, String> migrationPlaceholders();
}
