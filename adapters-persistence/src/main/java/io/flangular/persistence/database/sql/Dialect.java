package io.flangular.persistence.database.sql;

import io.flangular.domain.resource.query.Cursor;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The SQL in which databases differ. There is one implementation for each database, and no other code asks which it is. */
public interface Dialect {
    /** An insert, update or delete that returns the rows: as they are afterwards, or were before a delete. */
    String returning(String change, String columns);

    /** The expression by which a string expression is ordered by code point. */
    String orderKey(String text);

    /** The string of such an order key. */
    String textOf(String orderKey);

    /** The indexed order key of the first {@link Cursor#CHARACTERS} characters of a string field. */
    String sortKey(Columns columns, String field);

    /** Adds a case-insensitive match with an SQL pattern without escape character. */
    Sql like(Sql sql, String text, String pattern);

    /** A case-insensitive match with a pattern that is a column too. */
    String like(String text, String patternColumn);

    /** An expression that has equal values for equal values of a string column, for GROUP BY. */
    String groupKey(String column);

    /** The length of a string column, as far as the database knows it without reading the string. */
    String textLength(String column);

    /** The column of a number as the left side of IN with these values. */
    String numberIn(String column, List<? extends @Nullable Object> values);

    /** Adds a number of rows for LIMIT or OFFSET. */
    Sql rowCount(Sql sql, long rows);

    /** The query that counts all rows of a table. */
    String countAll(Columns columns);

    /** Whether an index serves comparisons of row values, such as {@code (key, id) > (1, 2)}. */
    boolean indexesRowValues();

    /** The join of a few rows that were found by an index with their table. */
    String joinOfFoundRows();

    /**
     * Reads many rows of one point in time with bounded memory.
     *
     * @param cursor the rows from one statement, fetched on request
     * @param batches the rows from several statements
     */
    <R> Flux<R> stream(Connection connection, Publisher<R> cursor, Publisher<R> batches);
}
