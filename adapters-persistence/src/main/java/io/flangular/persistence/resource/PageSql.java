package io.flangular.persistence.resource;

import io.flangular.domain.resource.Cursor;
import io.flangular.domain.resource.PageStart;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.Schema;
import io.flangular.persistence.database.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page, found without reading those before it. One condition for "after this row" keeps a database from
 * its indexes as soon as it needs an OR, for a direction, a null or a second field. So each case is a select of its own
 * that one index answers in order, and as many rows of each as the page could need are put together.
 */
final class PageSql {
    /** Up to here the rows before a numbered page are fetched the same way; further on they are sorted once, as a whole. */
    private static final long FEW = 1_000;

    private final Columns columns;
    private final QuerySql queries;
    private final OrderKeys keys;
    private final Dialect dialect;
    private final String select;

    PageSql(Columns columns, QuerySql queries, Dialect dialect) {
        this.columns = columns;
        this.queries = queries;
        this.keys = new OrderKeys(columns, dialect);
        this.dialect = dialect;
        select = "select " + columns.all() + " from ";
    }

    /** A key in the direction of reading. */
    private record Key(String field, boolean falling, @Nullable Object at) {}

    /** A part of the rows, and the order in which an index has them. */
    private record Part(Consumer<Sql> condition, String order) {}

    /** At most so many rows from a start on, without so many of the first ones; from the end or before a place backwards. */
    void rows(Sql sql, Query query, PageStart start, long limit, long offset) {
        boolean backwards = start instanceof PageStart.Before || start instanceof PageStart.End;
        Cursor place = start instanceof PageStart.After after
                ? after.place()
                : start instanceof PageStart.Before before ? before.place() : null;
        List<Key> order = new ArrayList<>();
        for (Query.Order each : query.keys()) {
            Object at = place == null ? null : place.keys().get(order.size());
            order.add(new Key(each.field(), each.descending() != backwards, at));
        }
        boolean far = offset > FEW;
        if (order.size() == 1 || far) {
            sql.add(select).add(columns.table());
            queries.where(sql, query);
            if (place != null) {
                after(sql.add(conjunction(query)), order);
            }
            sql.add(" order by ").add(order(order, !far));
        } else {
            String separator = select + "(";
            for (Part part : place == null ? all(order) : after(order)) {
                sql.add(separator).add("(").add(select).add(columns.table());
                queries.where(sql, query);
                part.condition.accept(sql.add(conjunction(query)));
                sql.add(" order by ")
                        .add(part.order)
                        .add(" limit ")
                        .literal(limit + offset)
                        .add(")");
                separator = " union all ";
            }
            sql.add(") found order by ").add(order(order, false));
        }
        sql.add(" limit ").bind(limit).add(" offset ").bind(offset);
    }

    private String conjunction(Query query) {
        return queries.isEverything(query) ? " where " : " and ";
    }

    /** Every row, as parts. */
    private List<Part> all(List<Key> order) {
        String field = order.getFirst().field;
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(sql -> sql.add(kept(field)), order(order, true)));
        if (keys.mayBeLong(field)) {
            parts.add(new Part(sql -> sql.add(keys.isLong(field)), longOrder(order)));
        }
        return parts;
    }

    /** The rows after the place, as parts. */
    private List<Part> after(List<Key> order) {
        Key first = order.getFirst();
        String field = first.field;
        String key = keys.of(field);
        List<Key> rest = order.subList(1, order.size());
        List<Part> parts = new ArrayList<>();
        Object at = first.at;
        if (at == null) {
            parts.add(new Part(
                    sql -> after(sql.add(kept(field)).add(" and ").add(key).add(" is null and "), rest),
                    order(order, true)));
            if (!first.falling) {
                parts.add(new Part(
                        sql -> sql.add(kept(field)).add(" and ").add(key).add(" is not null"), order(order, true)));
                if (keys.mayBeLong(field)) {
                    parts.add(new Part(sql -> sql.add(keys.isLong(field)), longOrder(order)));
                }
            }
            return parts;
        }
        boolean together =
                dialect == Dialect.POSTGRESQL && rest.size() == 1 && rest.getFirst().falling == first.falling;
        parts.add(ties(order, at));
        if (!together) {
            parts.add(new Part(
                    sql -> keys.bind(
                            sql.add(kept(field)).add(" and ").add(key).add(first.falling ? " < " : " > "), field, at),
                    order(order, true)));
        }
        if (first.falling) {
            parts.add(new Part(sql -> sql.add(kept(field)).add(" and ").add(key).add(" is null"), order(order, true)));
        }
        if (keys.mayBeLong(field)) {
            parts.add(new Part(
                    sql -> after(
                            keys.bindBeginning(
                                            sql.add(keys.isLong(field))
                                                    .add(" and ")
                                                    .add(keys.beginning(field))
                                                    .add(first.falling ? " <= " : " >= "),
                                            (String) at)
                                    .add(" and "),
                            order),
                    longOrder(order)));
        }
        return parts;
    }

    /**
     * The rows that share the first key. Where only the id decides among them, PostgreSQL compares the two as one, which
     * no index but that of both can serve: by the id alone, with the key as a filter, every row might have to be read. In
     * the same direction the rows of later keys come with them. H2 would look up the first of the two alone.
     */
    private Part ties(List<Key> order, Object at) {
        Key first = order.getFirst();
        List<Key> rest = order.subList(1, order.size());
        String field = first.field;
        String key = keys.of(field);
        if (rest.size() > 1 || dialect == Dialect.H2) {
            return new Part(
                    sql -> after(
                            keys.bind(sql.add(kept(field)).add(" and ").add(key).add(" = "), field, at)
                                    .add(" and "),
                            rest),
                    order(order, true));
        }
        Key id = rest.getFirst();
        return new Part(
                sql -> {
                    keys.bind(
                                    sql.add(kept(field))
                                            .add(" and (")
                                            .add(key)
                                            .add(", id)")
                                            .add(id.falling ? " < (" : " > ("),
                                    field,
                                    at)
                            .add(", ")
                            .bind(Objects.requireNonNull(id.at))
                            .add(")");
                    if (id.falling != first.falling) {
                        keys.bind(sql.add(" and ").add(key).add(id.falling ? " >= " : " <= "), field, at);
                    }
                },
                order(List.of(new Key(field, id.falling, at), id), true));
    }

    /** The condition that a row comes after the place in all these keys: where the cases are too few for an index. */
    private void after(Sql sql, List<Key> order) {
        Key first = order.getFirst();
        String key = keys.whole(first.field);
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

    /** The condition that a row is in the index of a field; of null that it is there is understood. */
    private String kept(String field) {
        return keys.mayBeLong(field) ? keys.isShort(field) : "true";
    }

    private String longOrder(List<Key> order) {
        Key first = order.getFirst();
        return keys.beginning(first.field) + (first.falling ? " desc, " : ", ") + order(order, false);
    }

    /** The order by these keys, the first of them as an index has it or not. */
    private String order(List<Key> order, boolean indexed) {
        List<String> parts = new ArrayList<>();
        for (Key each : order) {
            String key = indexed && parts.isEmpty() ? keys.of(each.field) : keys.whole(each.field);
            if (each.field.equals(Schema.ID)) {
                parts.add(key + (each.falling ? " desc" : ""));
            } else {
                parts.add(key + (each.falling ? " desc nulls last" : " asc nulls first"));
            }
        }
        return String.join(", ", parts);
    }
}
