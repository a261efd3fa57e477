package io.flangular.persistence.resource;

import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.persistence.database.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page, found without reading those before it. One condition for "after this row" keeps a database from
 * its indexes as soon as it needs an OR, for a direction, a null or a second field. So each case is a select of its own
 * that one index answers in order, and as many rows of each as the page could need are put together. The rows are found
 * by their ids and order keys alone, and read when it is clear which ones the page has: H2 sorts in memory, where
 * strings of all rows that a filter leaves would not fit.
 */
final class PageSql {
    /** Strings that are longer are not selected. */
    static final int LONG = 8_000;

    /** The id of a row that was found; the blank keeps it apart from the column of any field. */
    private static final String FOUND_ID = "\"found id\"";

    private final Columns columns;
    private final QuerySql queries;
    private final OrderKeys keys;
    private final Dialect dialect;
    private final String outline;

    PageSql(Columns columns, QuerySql queries, Dialect dialect) {
        this.columns = columns;
        this.queries = queries;
        this.keys = new OrderKeys(columns, dialect);
        this.dialect = dialect;
        this.outline = outlineColumns();
    }

    /** A key in the direction of reading. */
    private record Key(
            String field, boolean falling, @Nullable Object at) {}

    /** A part of the rows, and the order in which an index has them. */
    private record Part(Consumer<Sql> condition, List<Key> order) {}

    /**
     * At most so many rows from a start on, without so many of the first ones; from the end or before a place
     * backwards. The columns are those of {@link #outline}.
     */
    void rows(Sql sql, Query query, PageStart start, long limit, long offset) {
        boolean backwards = start instanceof PageStart.Before || start instanceof PageStart.End;
        Cursor place = switch (start) {
            case PageStart.After(Cursor cursor) -> cursor;
            case PageStart.Before(Cursor cursor) -> cursor;
            case PageStart.Number _, PageStart.End _ -> null;
        };
        List<Key> order = new ArrayList<>();
        for (Query.Order each : query.keys()) {
            Object at = place == null ? null : place.keys().get(order.size());
            order.add(new Key(each.field(), each.descending() != backwards, at));
        }
        sql.add("select ").add(outline).add(" from (");
        if (place == null) {
            sql.add(found(order)).add(columns.table());
            queries.where(sql, query);
        } else {
            List<Part> parts = after(order);
            String separator = "";
            for (Part part : parts) {
                sql.add(separator).add(parts.size() > 1 ? "(" : "");
                sql.add(found(order)).add(columns.table());
                queries.where(sql, query);
                part.condition.accept(sql.add(conjunction(query)));
                if (parts.size() > 1) {
                    limit(sql.add(" order by ").add(order(part.order)), limit).add(")");
                }
                separator = " union all ";
            }
        }
        sql.add(" order by ").add(foundOrder(order));
        limit(sql, limit).add(" offset ");
        number(sql, offset).add(") found ");
        sql.add(dialect.joinOfFoundRows())
                .add(columns.table())
                .add(" on id = " + FOUND_ID + " order by ")
                .add(foundOrder(order));
    }

    /**
     * Selects id and version, the fields, and the size of the row's strings. Where that is more than {@link #LONG},
     * strings may be null: they are read later, for the rows that fit into a page.
     */
    Sql outline() {
        return new Sql().add("select ").add(outline).add(" from ").add(columns.table());
    }

    private String outlineColumns() {
        StringBuilder select = new StringBuilder("id, version");
        for (Field field : columns.fields()) {
            String column = columns.of(field.name());
            select.append(", ").append(field.type() == FieldType.TEXT ? unlessLong(column) : column);
        }
        String sizes = columns.fields().stream()
                .filter(field -> field.type() == FieldType.TEXT)
                .map(field -> " + coalesce(" + dialect.textLength(columns.of(field.name())) + ", 0)")
                .collect(Collectors.joining());
        return select.append(", cast(0 as bigint)").append(sizes).toString();
    }

    private String unlessLong(String column) {
        return "case when " + dialect.textLength(column) + " <= " + LONG + " then " + column + " end";
    }

    private Sql limit(Sql sql, long limit) {
        return number(sql.add(" limit "), limit);
    }

    private Sql number(Sql sql, long number) {
        return dialect.bindsLimits() ? sql.bind(number) : sql.literal(number);
    }

    private String conjunction(Query query) {
        return queries.isEverything(query) ? " where " : " and ";
    }

    /** Selects the id and the other keys by the names that {@link #foundOrder} has for them. */
    private String found(List<Key> order) {
        StringBuilder select = new StringBuilder("select id as " + FOUND_ID);
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).field.equals(Schema.ID)) {
                select.append(", ")
                        .append(keys.of(order.get(i).field))
                        .append(" as ")
                        .append(foundKey(i));
            }
        }
        return select.append(" from ").toString();
    }

    private static String foundKey(int number) {
        return "\"key " + number + "\"";
    }

    /** The rows after the place, as parts. */
    private List<Part> after(List<Key> order) {
        Key first = order.getFirst();
        String field = first.field;
        String key = keys.of(field);
        List<Key> rest = order.subList(1, order.size());
        if (rest.isEmpty()) {
            return List.of(new Part(sql -> after(sql, order), order));
        }
        List<Part> parts = new ArrayList<>();
        Object at = first.at;
        if (at == null) {
            parts.add(new Part(sql -> after(sql.add(key).add(" is null and "), rest), order));
            if (!first.falling) {
                parts.add(new Part(sql -> sql.add(key).add(" is not null"), order));
            }
            return parts;
        }
        boolean together = dialect.indexesRowValues() && rest.size() == 1 && rest.getFirst().falling == first.falling;
        parts.add(ties(order, at));
        if (!together) {
            parts.add(new Part(sql -> keys.bind(sql.add(key).add(first.falling ? " < " : " > "), field, at), order));
        }
        if (first.falling) {
            parts.add(new Part(sql -> sql.add(key).add(" is null"), order));
        }
        return parts;
    }

    /**
     * The rows that share the first key. Where only the id decides among them, PostgreSQL compares the two as one,
     * which no index but that of both can serve: by the id alone, with the key as a filter, every row might have to be
     * read. In the same direction the rows of later keys come with them. H2 would look up the first of the two alone.
     */
    private Part ties(List<Key> order, Object at) {
        Key first = order.getFirst();
        List<Key> rest = order.subList(1, order.size());
        String field = first.field;
        String key = keys.of(field);
        if (rest.size() > 1 || !dialect.indexesRowValues()) {
            return new Part(
                    sql -> after(keys.bind(sql.add(key).add(" = "), field, at).add(" and "), rest), order);
        }
        Key id = rest.getFirst();
        return new Part(
                sql -> {
                    keys.bind(sql.add("(").add(key).add(", id)").add(id.falling ? " < (" : " > ("), field, at)
                            .add(", ")
                            .bind(Objects.requireNonNull(id.at))
                            .add(")");
                    if (id.falling != first.falling) {
                        keys.bind(sql.add(" and ").add(key).add(id.falling ? " >= " : " <= "), field, at);
                    }
                },
                List.of(new Key(field, id.falling, at), id));
    }

    /** The condition that a row comes after the place in all these keys: where the cases are too few for an index. */
    private void after(Sql sql, List<Key> order) {
        Key first = order.getFirst();
        String key = keys.of(first.field);
        List<Key> rest = order.subList(1, order.size());
        Object at = first.at;
        if (rest.isEmpty()) {
            sql.add(key).add(first.falling ? " < " : " > ").bind(Objects.requireNonNull(at));
            return;
        }
        sql.add("(");
        if (at == null) {
            sql.add(first.falling ? "" : key + " is not null or ").add(key).add(" is null");
        } else {
            keys.bind(sql.add(key).add(first.falling ? " < " : " > "), first.field, at);
            sql.add(first.falling ? " or " + key + " is null or " : " or ")
                    .add(key)
                    .add(" = ");
            keys.bind(sql, first.field, at);
        }
        after(sql.add(" and "), rest);
        sql.add(")");
    }

    private String order(List<Key> order) {
        return order.stream().map(each -> keys.of(each.field) + direction(each)).collect(Collectors.joining(", "));
    }

    private String foundOrder(List<Key> order) {
        List<String> parts = new ArrayList<>();
        for (Key each : order) {
            parts.add((each.field.equals(Schema.ID) ? FOUND_ID : foundKey(parts.size())) + direction(each));
        }
        return String.join(", ", parts);
    }

    private static String direction(Key key) {
        if (key.field.equals(Schema.ID)) {
            return key.falling ? " desc" : "";
        }
        return key.falling ? " desc nulls last" : " asc nulls first";
    }
}
