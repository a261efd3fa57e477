package io.flangular.persistence.database.postgresql;

import io.flangular.domain.resource.query.Cursor;
import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The SQL of PostgreSQL 13 or newer. The collation of strings orders them by code point. */
final class PostgreSqlDialect implements Dialect {
    private static final Pattern TRIGRAM = Pattern.compile("[\\p{L}\\p{N}]{3}");

    @Override
    public String returning(String change, String columns) {
        return change + " returning " + columns;
    }

    @Override
    public String orderKey(String text) {
        return text;
    }

    @Override
    public String textOf(String orderKey) {
        return orderKey;
    }

    @Override
    public String sortKey(Columns columns, String field) {
        return "left(" + columns.of(field) + ", " + Cursor.CHARACTERS + ")";
    }

    // What ilike does, written so that an index of trigrams of lower(text) can serve it: such an index of the text
    // itself would follow the case rules of the database's own locale, which may be others than the column's.
    @Override
    public Sql like(Sql sql, String text, String pattern) {
        // Without three consecutive characters there is no trigram to look for, and the whole index would be read.
        String subject = "lower(" + text + ")" + (TRIGRAM.matcher(pattern).find() ? "" : " || ''");
        // The default escape character is a backslash, of which two are one character.
        return sql.add("(" + subject + " like lower(")
                .bind(pattern.replace("\\", "\\\\"))
                .add(" collate \"C.utf8\"))");
    }

    @Override
    public String like(String text, String patternColumn) {
        return "(" + text + " ilike " + patternColumn + " escape '')";
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
    public String numberIn(String column, List<? extends @Nullable Object> values) {
        return column;
    }

    @Override
    public Sql rowCount(Sql sql, long rows) {
        return sql.bind(rows);
    }

    // The sum of what the triggers of PostgreSqlResourceIndexes have noted.
    @Override
    public String countAll(Columns columns) {
        return "select cast(coalesce(sum(rows), 0) as bigint) from " + countTable(columns);
    }

    static String countTable(Columns columns) {
        return columns.derived("", "count");
    }

    @Override
    public boolean indexesRowValues() {
        return true;
    }

    @Override
    public String joinOfFoundRows() {
        return "join ";
    }

    @Override
    public <R> Flux<R> stream(Connection connection, Publisher<R> cursor, Publisher<R> batches) {
        return Flux.from(cursor);
    }
}
