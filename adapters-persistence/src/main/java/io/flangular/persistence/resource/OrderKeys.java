package io.flangular.persistence.resource;

import io.flangular.domain.resource.FieldType;
import io.flangular.persistence.database.Dialect;
import java.util.Map;

/**
 * What rows are ordered by, as indexes have it: those of whole texts hold the short ones, and one of their beginnings the
 * long ones. PostgreSQL refuses an index entry of more than 2,704 bytes; H2 takes any, but copies it so often that a few
 * dozen of some 100,000 bytes use up the memory, and that closes the database. PostgreSQL orders texts by code point
 * itself, and its indexes are partial ones; H2 has no such index and none of an expression, so that two generated columns
 * hold the UTF-8 of a short text and of a long one's beginning.
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

    /** What stands in an index for a field whose value is not too long. */
    String of(String field) {
        return isText(field) && dialect == Dialect.H2 ? columns.derived(field, "short") : columns.of(field);
    }

    /** What the field is ordered by, of whatever length. */
    String whole(String field) {
        return isText(field) ? dialect.orderKey(columns.of(field)) : columns.of(field);
    }

    /** Adds a value of a field, to be compared with either key. */
    Sql bind(Sql sql, String field, Object value) {
        return isText(field)
                ? sql.add(dialect.orderKeyBefore()).bind(value).add(dialect.orderKeyAfter())
                : sql.bind(value);
    }

    /** Whether a field's values may be too long for an index entry. */
    boolean mayBeLong(String field) {
        return isText(field);
    }

    /** The condition that a field's value is null or not too long; partial indexes have it word for word. */
    String isShort(String field) {
        return dialect == Dialect.H2
                ? "(" + of(field) + " is not null or " + columns.of(field) + " is null)"
                : "coalesce(octet_length(" + columns.of(field) + "), 0) <= " + SHORT_BYTES;
    }

    /** The condition that a field's value is too long; on H2 one that an index can answer. */
    String isLong(String field) {
        return dialect == Dialect.H2
                ? beginning(field) + " >= x''"
                : "coalesce(octet_length(" + columns.of(field) + "), 0) > " + SHORT_BYTES;
    }

    /** The part of a long value that fits into an index. */
    String beginning(String field) {
        return dialect == Dialect.H2
                ? columns.derived(field, "long")
                : "left(" + columns.of(field) + ", " + BEGINNING + ")";
    }

    /** Adds the same part of a value. */
    Sql bindBeginning(Sql sql, String value) {
        if (dialect == Dialect.H2) {
            return sql.add("substring(cast(").bind(value).add(" as varbinary) from 1 for " + BEGINNING + ")");
        }
        int letters = value.codePointCount(0, value.length());
        return sql.bind(value.substring(0, value.offsetByCodePoints(0, Math.min(BEGINNING, letters))));
    }

    /** What the generated columns of a text hold, by their names; for H2 alone. */
    Map<String, String> generated(String field) {
        String key = dialect.orderKey(columns.of(field));
        String when = "case when octet_length(" + key + ") ";
        return Map.of(
                of(field), when + "<= " + SHORT_BYTES + " then " + key + " end",
                beginning(field),
                        when + "> " + SHORT_BYTES + " then substring(" + key + " from 1 for " + BEGINNING + ") end");
    }

    private boolean isText(String field) {
        return columns.typeOf(field) == FieldType.TEXT;
    }
}
