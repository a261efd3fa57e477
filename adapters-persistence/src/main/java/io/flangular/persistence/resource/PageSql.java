package io.flangular.persistence.resource;

import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a page by keyset pagination, which does not read the rows before the page. One condition for "after this
 * row" keeps a database from its indexes as soon as it needs an OR, for a direction, a null or a second field. So each
 * case is a select of its own that one index answers in order, with as many rows as the page could need, and a union
 * combines them. First, the rows are found by their ids and sort keys alone, and then the rows of the page are read: H2
 * sorts in memory, which the strings of all filtered rows would not fit into.
 */
final class PageSql {
    /** Longer strings are not selected. */
    static final int MAX_LENGTH = 8_000;

    /** The id of a row that was found; the blank keeps it apart from the column of any field. */
    private static final String FOUND_ID = "\"found id\"";

    private final Columns columns;
    private final QuerySql queries;
    private final Dialect dialect;
    private final String outline;

    PageSql(Columns columns, QuerySql queries, Dialect dialect) {
        this.columns = columns;
        this.queries = queries;
        this.dialect = dialect;
        this.outline = outlineColumns();
    }

    /** A sort key in the direction of reading, with its value in the cursor. */
    private record Key(
            String field, boolean descending, @Nullable Object value) {}

    /** One case of "after this row", and the order in which an index has its rows. */
    private record Part(Consumer<Sql> condition, List<Key> order) {}

    /**
     * Adds the query for the rows from a start on; backwards from the end or before a cursor. The columns are those of
     * {@link #outline}.
     *
     * @param limit the maximum number of rows
     * @param offset the number of rows to skip
     */
    void rows(Sql sql, Query query, PageStart start, long limit, long offset) {
        boolean backwards = start instanceof PageStart.Before || start instanceof PageStart.End;
        Cursor cursor = switch (start) {
            case PageStart.After(Cursor after) -> after;
            case PageStart.Before(Cursor before) -> before;
            case PageStart.Number _, PageStart.End _ -> null;
        };
        List<Key> order = new ArrayList<>();
        for (Query.Order each : query.keys()) {
            Object value = cursor == null ? null : cursor.keys().get(order.size());
            order.add(new Key(each.field(), each.descending() != backwards, value));
        }
        sql.add("select ").add(outline).add(" from (");
        if (cursor == null) {
            queries.where(sql.add(found(order)), query);
        } else {
            List<Part> parts = after(order);
            boolean union = parts.size() > 1;
            String separator = union ? "(" : "";
            for (Part part : parts) {
                queries.where(sql.add(separator).add(found(order)), query);
                part.condition.accept(sql.add(queries.selectsAll(query) ? " where " : " and "));
                if (union) {
                    sql.add(" order by ").add(order(part.order)).add(" limit ");
                    dialect.rowCount(sql, limit).add(")");
                }
                separator = " union all (";
            }
        }
        dialect.rowCount(sql.add(" order by ").add(foundOrder(order)).add(" limit "), limit);
        dialect.rowCount(sql.add(" offset "), offset)
                .add(") found ")
                .add(dialect.joinOfFoundRows())
                .add(columns.table())
                .add(" on id = " + FOUND_ID + " order by ")
                .add(foundOrder(order));
    }

    /**
     * The query for id, version, fields, and the total length of the strings of rows. Where that is more than {@link
     * #MAX_LENGTH}, strings may be null: they are read later, for the rows that fit into a page.
     */
    Sql outline() {
        return new Sql("select " + outline + " from " + columns.table());
    }

    private String outlineColumns() {
        StringBuilder select = new StringBuilder("id, version");
        StringBuilder size = new StringBuilder("cast(0 as bigint)");
        for (Field field : columns.fields()) {
            String column = columns.of(field.name());
            if (columns.isText(field.name())) {
                String length = dialect.textLength(column);
                select.append(", case when " + length + " <= " + MAX_LENGTH + " then " + column + " end");
                size.append(" + coalesce(" + length + ", 0)");
            } else {
                select.append(", ").append(column);
            }
        }
        return select + ", " + size;
    }

    /** Selects the id and the other keys by the names that {@link #foundOrder} has for them. */
    private String found(List<Key> order) {
        StringBuilder select = new StringBuilder("select id as " + FOUND_ID);
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).field.equals(Schema.ID)) {
                select.append(", " + columns.sortKey(order.get(i).field) + " as " + foundKey(i));
            }
        }
        return select + " from " + columns.table();
    }

    private static String foundKey(int number) {
        return "\"key " + number + "\"";
    }

    /** The rows after the cursor, as parts. */
    private List<Part> after(List<Key> order) {
        Key first = order.getFirst();
        List<Key> rest = order.subList(1, order.size());
        if (rest.isEmpty()) {
            return List.of(new Part(sql -> after(sql, order), order));
        }
        String key = columns.sortKey(first.field);
        Object value = first.value;
        List<Part> parts = new ArrayList<>();
        if (value == null) {
            parts.add(new Part(sql -> after(sql.add(key).add(" is null and "), rest), order));
            if (!first.descending) {
                parts.add(new Part(sql -> sql.add(key).add(" is not null"), order));
            }
            return parts;
        }
        parts.add(ties(order, value));
        if (!isOneRange(order)) {
            parts.add(new Part(sql -> beyond(sql, first, value), order));
        }
        if (first.descending) {
            parts.add(new Part(sql -> sql.add(key).add(" is null"), order));
        }
        return parts;
    }

    /** Whether one range of an index has the rows that share the first key and those beyond it. */
    private boolean isOneRange(List<Key> order) {
        return comparesRowValues(order) && order.getFirst().descending == order.getLast().descending;
    }

    private boolean comparesRowValues(List<Key> order) {
        return order.size() == 2 && dialect.indexesRowValues();
    }

    /**
     * The rows that share the first key, with those beyond it where one range has both: it is read no further than the
     * page needs, also where all rows of a filter share the key. By the id alone, with the key as a filter, every row
     * might have to be read.
     */
    private Part ties(List<Key> order, Object value) {
        Key first = order.getFirst();
        String key = columns.sortKey(first.field);
        if (!comparesRowValues(order)) {
            return new Part(
                    sql -> {
                        columns.bindKey(sql.add(key).add(" = "), first.field, value);
                        after(sql.add(" and "), order.subList(1, order.size()));
                    },
                    order);
        }
        Key id = order.getLast();
        return new Part(
                sql -> {
                    sql.add("(" + key + (id.descending ? ", id) < (" : ", id) > ("));
                    columns.bindKey(sql, first.field, value)
                            .add(", ")
                            .bind(Objects.requireNonNull(id.value))
                            .add(")");
                    if (!isOneRange(order)) {
                        columns.bindKey(sql.add(" and " + key + (id.descending ? " >= " : " <= ")), first.field, value);
                    }
                },
                List.of(new Key(first.field, id.descending, value), id));
    }

    /** The condition that a row comes after the cursor in all these keys: where the cases are too few for an index. */
    private void after(Sql sql, List<Key> order) {
        Key first = order.getFirst();
        List<Key> rest = order.subList(1, order.size());
        Object value = first.value;
        if (rest.isEmpty()) {
            beyond(sql, first, Objects.requireNonNull(value));
            return;
        }
        String key = columns.sortKey(first.field);
        sql.add("(");
        if (value == null) {
            sql.add(first.descending ? "" : key + " is not null or ").add(key).add(" is null");
        } else {
            beyond(sql, first, value);
            sql.add(first.descending ? " or " + key + " is null or " : " or ");
            columns.bindKey(sql.add(key).add(" = "), first.field, value);
        }
        after(sql.add(" and "), rest);
        sql.add(")");
    }

    /** The condition that the value of a key comes after that of the cursor. */
    private void beyond(Sql sql, Key key, Object value) {
        columns.bindKey(sql.add(columns.sortKey(key.field)).add(key.descending ? " < " : " > "), key.field, value);
    }

    private String order(List<Key> order) {
        return order.stream()
                .map(each -> columns.sortKey(each.field) + direction(each))
                .collect(Collectors.joining(", "));
    }

    private static String foundOrder(List<Key> order) {
        List<String> parts = new ArrayList<>();
        for (Key each : order) {
            parts.add((each.field.equals(Schema.ID) ? FOUND_ID : foundKey(parts.size())) + direction(each));
        }
        return String.join(", ", parts);
    }

    private static String direction(Key key) {
        if (key.field.equals(Schema.ID)) {
            return key.descending ? " desc" : "";
        }
        return key.descending ? " desc nulls last" : " asc nulls first";
    }
}
