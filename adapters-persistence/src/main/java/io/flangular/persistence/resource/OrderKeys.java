package io.flangular.persistence.resource;

import io.flangular.domain.resource.FieldType;
import io.flangular.persistence.database.Dialect;

/**
 * What rows are ordered by, as indexes have it. PostgreSQL orders texts by code point itself, but refuses an index entry
 * of more than 2,704 bytes: its indexes of whole texts hold the short ones, and one of their beginnings the long ones.
 * H2 takes any entry, but has no index of an expression: a generated column holds the text's UTF-8.
 */
final class OrderKeys {
    private static final int SHORT_BYTES = 2_000;
    private static final int BEGINNING = 300;

    private final Columns columns;
    private final Dialect dialect;

    OrderKeys(Columns columns, Dialect dialect) {
        this.columns = columns;
        this.dialect = dialect;
    }

    /** What stands in an index for a field. */
    String of(String field) {
        return isText(field) && dialect == Dialect.H2 ? columns.derived(field, "key") : columns.of(field);
    }

    /** Adds a value of a field, to be compared with the key. */
    Sql bind(Sql sql, String field, Object value) {
        return isText(field)
                ? sql.add(dialect.orderKeyBefore()).bind(value).add(dialect.orderKeyAfter())
                : sql.bind(value);
    }

    /** Whether a field's values may be too long for an index entry. */
    boolean mayBeLong(String field) {
        return isText(field) && dialect == Dialect.POSTGRESQL;
    }

    /** The condition that a field's value is null or not too long; the indexes have it word for word. */
    String isShort(String field) {
        return "coalesce(octet_length(" + columns.of(field) + "), 0) <= " + SHORT_BYTES;
    }

    /** The condition that a field's value is too long. */
    String isLong(String field) {
        return "coalesce(octet_length(" + columns.of(field) + "), 0) > " + SHORT_BYTES;
    }

    /** The part of a long value that fits into an index. */
    String beginning(String field) {
        return "left(" + columns.of(field) + ", " + BEGINNING + ")";
    }

    /** The same part of a value. */
    static String beginningOf(String value) {
        int letters = value.codePointCount(0, value.length());
        return value.substring(0, value.offsetByCodePoints(0, Math.min(BEGINNING, letters)));
    }

    boolean isText(String field) {
        return columns.typeOf(field) == FieldType.TEXT;
    }
}
