package io.flangular.persistence.resource;

import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates queries to SQL that means the same on every database. */
final class QuerySql {
    private final Columns columns;
    private final Dialect dialect;

    QuerySql(Columns columns, Dialect dialect) {
        this.columns = columns;
        this.dialect = dialect;
    }

    /** Whether the query selects all rows, apart from its offset and limit. */
    boolean selectsAll(Query query) {
        return query.groupBy().isEmpty()
                && query.filter() instanceof Filter.And and
                && and.terms().isEmpty();
    }

    /** Adds the WHERE clause for filter and groups, unless the query selects all rows. */
    void where(Sql sql, Query query) {
        if (!query.groupBy().isEmpty()) {
            sql.add(" where id in (select min(id) from ").add(columns.table());
            condition(sql, query.filter());
            sql.add(" group by ")
                    .add(query.groupBy().stream().map(this::groupKey).collect(Collectors.joining(", ")))
                    .add(")");
        } else {
            condition(sql, query.filter());
        }
    }

    private String groupKey(String field) {
        return columns.isText(field) ? dialect.groupKey(columns.of(field)) : columns.of(field);
    }

    /** Adds the WHERE clause for filter, groups, offset and limit. */
    void whereLimited(Sql sql, Query query) {
        if (!query.isLimited()) {
            where(sql, query);
            return;
        }
        sql.add(" where id in (select id from ").add(columns.table());
        where(sql, query);
        orderBy(sql, query);
        if (query.limit() > 0) {
            dialect.rowCount(sql.add(" limit "), query.limit());
        }
        dialect.rowCount(sql.add(" offset "), query.offset()).add(")");
    }

    /** Adds the ORDER BY clause, with the id as the last key. */
    void orderBy(Sql sql, Query query) {
        sql.add(" order by ");
        for (Query.Order order : query.order()) {
            sql.add(columns.sortKey(order.field()))
                    .add(order.descending() ? " desc nulls last, " : " asc nulls first, ");
        }
        sql.add("id");
    }

    /** The expression of an aggregate function. */
    String expression(Aggregate aggregate) {
        String column = columns.of(aggregate.field());
        FieldType type = columns.typeOf(aggregate.field());
        return switch (aggregate.function()) {
            case COUNT -> "count(" + column + ")";
            case SUM -> "sum(" + column + ")";
            case AVG -> "avg(cast(" + column + " as double precision))";
            case MIN -> extreme("min", column, type);
            case MAX -> extreme("max", column, type);
        };
    }

    private String extreme(String function, String column, FieldType type) {
        if (type == FieldType.BOOLEAN) {
            return "cast(" + function + "(cast(" + column + " as integer)) as boolean)";
        }
        return type == FieldType.TEXT
                ? dialect.textOf(function + "(" + dialect.orderKey(column) + ")")
                : function + "(" + column + ")";
    }

    private void condition(Sql sql, Filter filter) {
        if (filter instanceof Filter.And and && and.terms().isEmpty()) {
            return;
        }
        sql.add(" where ");
        term(sql, filter);
    }

    private void term(Sql sql, Filter filter) {
        switch (filter) {
            case Filter.And and -> terms(sql, and.terms(), " and ");
            case Filter.Or or -> terms(sql, or.terms(), " or ");
            case Filter.NullCheck check ->
                sql.add(columns.of(check.field()))
                        .add(check.operator() == Operator.IS_NULL ? " is null" : " is not null");
            case Filter.Membership membership -> membership(sql, membership);
            case Filter.FieldComparison comparison -> fieldComparison(sql, comparison);
            case Filter.Comparison comparison -> comparison(sql, comparison);
        }
    }

    private void terms(Sql sql, List<Filter> terms, String between) {
        if (terms.isEmpty()) {
            sql.add("true");
            return;
        }
        sql.add("(");
        String separator = "";
        for (Filter term : terms) {
            sql.add(separator);
            term(sql, term);
            separator = between;
        }
        sql.add(")");
    }

    private void comparison(Sql sql, Filter.Comparison comparison) {
        Operator operator = comparison.operator();
        String operand = operand(comparison.field(), operator);
        if (operator.takesPattern()) {
            dialect.like(sql.add(operator == Operator.LIKE ? "" : "not "), operand, (String) comparison.value());
            return;
        }
        sql.add(operand).add(sign(operator));
        if (isOrdered(comparison.field(), operator)) {
            columns.bindKey(sql, comparison.field(), comparison.value());
        } else {
            sql.bind(comparison.value());
        }
    }

    private void fieldComparison(Sql sql, Filter.FieldComparison comparison) {
        Operator operator = comparison.operator();
        String left = operand(comparison.field(), operator);
        String right = operand(comparison.other(), operator);
        if (operator.takesPattern()) {
            sql.add(operator == Operator.LIKE ? "" : "not ").add(dialect.like(left, right));
        } else {
            sql.add(left).add(sign(operator)).add(right);
        }
    }

    private void membership(Sql sql, Filter.Membership membership) {
        String column = columns.of(membership.field());
        boolean in = membership.operator() == Operator.IN;
        List<@Nullable Object> values = possible(membership);
        if (values.isEmpty()) {
            // Nothing is in an empty list, and every value is outside of it; null is neither.
            sql.add(in ? "false" : column + " is not null");
            return;
        }
        FieldType type = columns.typeOf(membership.field());
        sql.add(type.isNumber() ? dialect.numberIn(column, values) : column)
                .add(in ? " in " : " not in ")
                .bindList(values, type.carrier());
    }

    /** The values without those that no integer equals. */
    private List<@Nullable Object> possible(Filter.Membership membership) {
        if (columns.typeOf(membership.field()) != FieldType.INTEGER) {
            return membership.values();
        }
        List<@Nullable Object> possible = new ArrayList<>();
        for (@Nullable Object value : membership.values()) {
            if (value instanceof BigDecimal number) {
                try {
                    possible.add(number.longValueExact());
                } catch (ArithmeticException noWholeNumber) {
                    // Nothing is equal to it.
                }
            } else {
                possible.add(value);
            }
        }
        return possible;
    }

    private String operand(String field, Operator operator) {
        if (operator.takesPattern()) {
            return columns.isText(field) ? columns.of(field) : "cast(" + columns.of(field) + " as varchar)";
        }
        return isOrdered(field, operator) ? dialect.orderKey(columns.of(field)) : columns.of(field);
    }

    /** Whether the comparison depends on the order of strings. */
    private boolean isOrdered(String field, Operator operator) {
        return columns.isText(field) && operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case GREATER -> " > ";
            case LESS -> " < ";
            case GREATER_OR_EQUAL -> " >= ";
            case LESS_OR_EQUAL -> " <= ";
            default -> throw new IllegalArgumentException(operator + " compares with no single value");
        };
    }
}
