package io.flangular.persistence.resource;

import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.persistence.database.Dialect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries as SQL that means the same on every database. */
final class QuerySql {
    private final Columns columns;
    private final OrderKeys keys;
    private final Dialect dialect;

    QuerySql(Columns columns, Dialect dialect) {
        this.columns = columns;
        this.keys = new OrderKeys(columns, dialect);
        this.dialect = dialect;
    }

    /** Whether every row is meant, as long as the query is not cut. */
    boolean isEverything(Query query) {
        return query.groupBy().isEmpty()
                && query.filter() instanceof Filter.And and
                && and.terms().isEmpty();
    }

    /** The clause for the rows that are filtered and grouped; empty when all are meant. */
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

    /** What tells one value of a field from another. */
    private String groupKey(String field) {
        return columns.typeOf(field) == FieldType.TEXT ? dialect.groupKey(columns.of(field)) : columns.of(field);
    }

    /** The clause for the rows that are left after offset and limit too. */
    void whereCut(Sql sql, Query query) {
        if (!query.isLimited()) {
            where(sql, query);
            return;
        }
        sql.add(" where id in (select id from ").add(columns.table());
        where(sql, query);
        orderBy(sql, query);
        if (query.limit() > 0) {
            sql.add(" limit ").literal(query.limit());
        }
        sql.add(" offset ").literal(query.offset()).add(")");
    }

    /** The order, which the id makes total. */
    void orderBy(Sql sql, Query query) {
        sql.add(" order by ");
        for (Query.Order order : query.order()) {
            sql.add(keys.of(order.field())).add(order.descending() ? " desc nulls last, " : " asc nulls first, ");
        }
        sql.add("id");
    }

    /** An aggregate function's expression. */
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
            String pattern = (String) comparison.value();
            sql.add(operator == Operator.LIKE ? "" : "not ")
                    .add(dialect.likeBefore(operand, pattern))
                    .bind(dialect.likePattern(pattern))
                    .add(dialect.likeAfter());
            return;
        }
        sql.add(operand).add(sign(operator));
        if (isOrdered(comparison.field(), operator)) {
            sql.add(dialect.orderKeyBefore()).bind(comparison.value()).add(dialect.orderKeyAfter());
        } else {
            sql.bind(comparison.value());
        }
    }

    private void fieldComparison(Sql sql, Filter.FieldComparison comparison) {
        Operator operator = comparison.operator();
        String left = operand(comparison.field(), operator);
        String right = operand(comparison.other(), operator);
        if (operator.takesPattern()) {
            sql.add(operator == Operator.LIKE ? "" : "not ").add(dialect.isLike(left, right));
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
        sql.add(column)
                .add(fitsAnyIndex(membership.field(), values) ? "" : " + 0")
                .add(in ? " in (" : " not in (");
        String separator = "";
        for (@Nullable Object value : values) {
            sql.add(separator);
            if (value == null) {
                sql.bind(null, columns.typeOf(membership.field()).carrier());
            } else {
                sql.bind(value);
            }
            separator = ", ";
        }
        sql.add(")");
    }

    /**
     * Whether an index can look the values up. H2 first converts each to the type of the column, and fails when it is
     * out of range; an expression has no index. An id is as large as the values can be.
     */
    private boolean fitsAnyIndex(String field, List<@Nullable Object> values) {
        return !dialect.failsOutOfRange()
                || !columns.typeOf(field).isNumber()
                || field.equals(Schema.ID)
                || values.stream()
                        .allMatch(
                                value -> value == null || value instanceof Long number && number == number.intValue());
    }

    /** Without what no whole number can be. */
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
            return columns.typeOf(field) == FieldType.TEXT
                    ? columns.of(field)
                    : "cast(" + columns.of(field) + " as varchar)";
        }
        return isOrdered(field, operator) ? key(field) : columns.of(field);
    }

    /** Whether the comparison depends on the order of strings. */
    private boolean isOrdered(String field, Operator operator) {
        return columns.typeOf(field) == FieldType.TEXT && operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
    }

    private String key(String field) {
        String column = columns.of(field);
        return columns.typeOf(field) == FieldType.TEXT ? dialect.orderKey(column) : column;
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
