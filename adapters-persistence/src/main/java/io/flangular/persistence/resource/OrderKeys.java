package io.flangular.persistence.resource;

import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.persistence.database.Dialect;

/**
 * What rows are ordered by: the values of the fields, of a string only its beginning. That makes each entry of an index
 * small, as PostgreSQL requires, and each row that H2 sorts in memory. PostgreSQL orders strings by code point itself
 * and has indexes of expressions; H2 has neither, so a generated column holds the beginning's UTF-8.
 */
final class OrderKeys {
    private final Columns columns;
    private final Dialect dialect;

    OrderKeys(Columns columns, Dialect dialect) {
        this.columns = columns;
        this.dialect = dialect;
    }

    /** What a field is ordered by, as the indexes have it. */
    String of(String field) {
        if (!isText(field)) {
            return columns.of(field);
        }
        return dialect.hasExpressionIndexes()
                ? "left(" + columns.of(field) + ", " + Cursor.CHARACTERS + ")"
                : columns.derived(field, "beginning");
    }

    /** Adds a value of a cursor, to be compared with the key of that field. */
    Sql bind(Sql sql, String field, Object value) {
        return isText(field)
                ? sql.add(dialect.orderKeyBefore()).bind(value).add(dialect.orderKeyAfter())
                : sql.bind(value);
    }

    /** What the generated column of a string holds; for H2 alone, whose LEFT would cut a surrogate pair in two. */
    String generated(String field) {
        return dialect.orderKey("regexp_substr(" + columns.of(field) + ", '(?s)^.{0," + Cursor.CHARACTERS + "}')");
    }

    private boolean isText(String field) {
        return columns.typeOf(field) == FieldType.TEXT;
    }
}
