package io.flangular.persistence.database;

import java.util.List;
import java.util.Map;

/**
 * What is special about the SQL of a database, and what the database can do. A further database needs one more
 * implementation.
 */
public interface Dialect {
    /** An insert, update or delete that gives back the rows: as they are afterwards, or were before a delete. */
    String returning(String change, String columns);

    /** The prefix that turns a string expression into one that is ordered by code point. */
    String orderKeyBefore();

    /** What stands after it. */
    String orderKeyAfter();

    /** An expression of a string column that is ordered by code point. */
    default String orderKey(String column) {
        return orderKeyBefore() + column + orderKeyAfter();
    }

    /** The text that such an order key came from. */
    String textOf(String orderKey);

    /**
     * The prefix of a case-insensitive match with a pattern, which is bound as {@link #likePattern} returns it.
     */
    String likeBefore(String text, String pattern);

    /** What stands after it. */
    String likeAfter();

    /** An SQL pattern, without escape character, as it is to be bound. */
    String likePattern(String pattern);

    /** A case-insensitive match with a pattern that is a column too. */
    String isLike(String text, String pattern);

    /** Statements that create functions which the database lacks; run at every start. */
    List<String> functions();

    /** Flyway placeholders, so that one set of migrations serves both databases. */
    Map<String, String> migrationPlaceholders();

    /** An expression that has equal values for equal values of a string column, for GROUP BY. */
    String groupKey(String column);

    /** The length of a string column, as far as the database knows it without reading the string. */
    String textLength(String column);

    /** The join of a few rows that were found by an index with their table. */
    String joinOfFoundRows();

    /** Whether there are indexes of expressions; otherwise, generated columns are indexed. */
    boolean hasExpressionIndexes();

    /** Whether an index serves the comparison of row values, such as {@code (a, id) > (1, 2)}. */
    boolean indexesRowValues();

    /** Whether a comparison by index fails for a number that is out of the range of the column's type. */
    boolean failsOutOfRange();

    /** Whether LIMIT and OFFSET may be bound; otherwise, they are literals. */
    boolean bindsLimits();

    /** Whether rows can be fetched some at a time; otherwise, the whole result of a statement is in memory. */
    boolean hasCursors();

    /** Whether the number of rows of a table is kept by triggers; otherwise, the rows are counted. */
    boolean keepsCounts();

    /** Whether there may be one writing transaction at a time, since others would fail instead of waiting. */
    boolean allowsOneWriter();
}
