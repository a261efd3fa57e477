package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The SQL of H2. */
final class H2Dialect implements Dialect {

    @Override
    public String returning(String change, String columns) {
        boolean deletes = change.startsWith("delete");
        return "select " + columns + " from " + (deletes ? "old" : "final") + " table (" + change + ")";
    }

    // H2 orders strings by UTF-16 units, where U+1F680 comes before U+FF5E. Its casts write and read UTF-8, whose
    // bytes have the order of the code points.
    @Override
    public String orderKey(String text) {
        return "cast(" + text + " as varbinary)";
    }

    @Override
    public String textOf(String orderKey) {
        return "cast(" + orderKey + " as varchar)";
    }

    // A generated column, since there are no indexes of expressions.
    @Override
    public String sortKey(Columns columns, String field) {
        return columns.derived(field, "beginning");
    }

    @Override
    public Sql like(Sql sql, String text, String pattern) {
        return sql.bind(pattern, marker -> like(text, marker));
    }

    @Override
    public String like(String text, String patternColumn) {
        return LikePattern.FUNCTION + "(" + text + ", " + patternColumn + ")";
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

    // To look values up in an index, H2 first converts each to the type of the column, and fails when it is out of
    // range. An expression has no index. An id is as large as the values can be.
    @Override
    public String numberIn(String column, List<? extends @Nullable Object> values) {
        boolean fit = values.stream()
                .allMatch(value -> value == null || value instanceof Long number && number == number.intValue());
        return fit || column.equals("id") ? column : column + " + 0";
    }

    // Literals: the result of an inner query is returned again although a bound limit has another value.
    @Override
    public Sql rowCount(Sql sql, long rows) {
        return sql.add(String.valueOf(rows));
    }

    @Override
    public String countAll(Columns columns) {
        return "select count(*) from " + columns.table();
    }

    // An index would look up the first of the values alone.
    @Override
    public boolean indexesRowValues() {
        return false;
    }

    // The outer join makes it begin with the few rows that were found.
    @Override
    public String joinOfFoundRows() {
        return "left join ";
    }

    // The result of a statement is in memory as a whole.
    @Override
    public <R> Flux<R> stream(Connection connection, Publisher<R> cursor, Publisher<R> batches) {
        return SnapshotIsolation.during(connection, batches);
    }
}
