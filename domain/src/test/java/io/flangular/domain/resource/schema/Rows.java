package io.flangular.domain.resource.schema;

import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Evaluates queries without a database, as the reference for the implementations that have one. */
public final class Rows {
    private final Schema<?> schema;

    public Rows(Schema<?> schema) {
        this.schema = schema;
    }

    /** The rows that are left of these, in their order. */
    public <T extends Record> List<Stored<T>> of(Query query, List<Stored<T>> all) {
        List<Stored<T>> filtered = all.stream()
                .filter(row -> Boolean.TRUE.equals(truth(query.filter(), row)))
                .sorted(Comparator.comparing(Stored::id))
                .collect(Collectors.toList());
        if (!query.groupBy().isEmpty()) {
            filtered = filtered.stream()
                    .collect(Collectors.toMap(
                            row -> query.groupBy().stream()
                                    .map(field -> value(field, row))
                                    .toList(),
                            row -> row,
                            (first, other) -> first,
                            java.util.LinkedHashMap::new))
                    .values()
                    .stream()
                    .collect(Collectors.toList());
        }
        filtered.sort((a, b) -> compare(query, a, Cursor.of(schema, query, b)));
        long limit = query.limit() == 0 ? Long.MAX_VALUE : query.limit();
        return filtered.stream().skip(query.offset()).limit(limit).toList();
    }

    /** Whether a row comes before a place (less than 0), after it, or has it itself (0). */
    public int compare(Query query, Stored<? extends Record> row, Cursor place) {
        return compare(query.keys(), Cursor.of(schema, query, row).keys(), place.keys());
    }

    private static int compare(List<Query.Order> keys, List<Object> a, List<Object> b) {
        for (int i = 0; i < keys.size(); i++) {
            Object left = a.get(i);
            Object right = b.get(i);
            int compared =
                    left == null || right == null ? Boolean.compare(left != null, right != null) : order(left, right);
            if (compared != 0) {
                return keys.get(i).descending() ? -compared : compared;
            }
        }
        return 0;
    }

    /** True, false, or null for neither. */
    private Boolean truth(Filter filter, Stored<? extends Record> row) {
        if (filter instanceof Filter.And and) {
            return all(and.terms(), row, false);
        }
        if (filter instanceof Filter.Or or) {
            return or.terms().isEmpty() ? Boolean.TRUE : all(or.terms(), row, true);
        }
        if (filter instanceof Filter.NullCheck check) {
            return (value(check.field(), row) == null) == (check.operator() == Operator.IS_NULL);
        }
        if (filter instanceof Filter.Membership membership) {
            return member(membership, value(membership.field(), row));
        }
        if (filter instanceof Filter.FieldComparison comparison) {
            return compare(comparison.operator(), value(comparison.field(), row), value(comparison.other(), row));
        }
        Filter.Comparison comparison = (Filter.Comparison) filter;
        return compare(comparison.operator(), value(comparison.field(), row), comparison.value());
    }

    /** The conjunction of the terms, or their disjunction, which the truth of one decides. */
    private Boolean all(List<Filter> terms, Stored<? extends Record> row, boolean deciding) {
        Boolean outcome = !deciding;
        for (Filter term : terms) {
            Boolean truth = truth(term, row);
            if (truth == null) {
                outcome = outcome != null && outcome == deciding ? outcome : null;
            } else if (truth == deciding) {
                return deciding;
            }
        }
        return outcome;
    }

    private static Boolean member(Filter.Membership membership, Object value) {
        boolean in = membership.operator() == Operator.IN;
        if (membership.values().isEmpty()) {
            return in ? Boolean.FALSE : Boolean.valueOf(value != null);
        }
        if (value == null) {
            return null;
        }
        boolean found = membership.values().stream().anyMatch(each -> each != null && order(value, each) == 0);
        if (found) {
            return in;
        }
        return membership.values().stream().anyMatch(Objects::isNull) ? null : Boolean.valueOf(!in);
    }

    private static Boolean compare(Operator operator, Object left, Object right) {
        if (left == null || right == null) {
            return null;
        }
        return switch (operator) {
            case EQUAL -> order(left, right) == 0;
            case NOT_EQUAL -> order(left, right) != 0;
            case GREATER -> order(left, right) > 0;
            case LESS -> order(left, right) < 0;
            case GREATER_OR_EQUAL -> order(left, right) >= 0;
            case LESS_OR_EQUAL -> order(left, right) <= 0;
            case LIKE -> like(left.toString(), right.toString());
            case NOT_LIKE -> !like(left.toString(), right.toString());
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static boolean like(String text, String pattern) {
        return like(letters(text), 0, letters(pattern), 0);
    }

    private static boolean like(int[] text, int from, int[] pattern, int at) {
        if (at == pattern.length) {
            return from == text.length;
        }
        if (pattern[at] == '%') {
            return like(text, from, pattern, at + 1) || from < text.length && like(text, from + 1, pattern, at);
        }
        return from < text.length
                && (pattern[at] == '_' || pattern[at] == text[from])
                && like(text, from + 1, pattern, at + 1);
    }

    private static int[] letters(String text) {
        return text.codePoints().map(Character::toLowerCase).toArray();
    }

    private static int order(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        if (left instanceof Number && right instanceof Number) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
        }
        @SuppressWarnings("unchecked")
        Comparable<Object> comparable = (Comparable<Object>) left;
        return comparable.compareTo(right);
    }

    private Object value(String field, Stored<? extends Record> row) {
        return field.equals(Schema.ID) ? (Object) row.id() : row.values().get(schema.field(field));
    }

    /** What a function comes to over these rows. */
    public Object outcome(Aggregate aggregate, List<? extends Stored<? extends Record>> rows) {
        List<Object> values = rows.stream()
                .map(row -> value(aggregate.field(), row))
                .filter(Objects::nonNull)
                .toList();
        if (aggregate.function() == Aggregate.Function.COUNT) {
            return (long) values.size();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (aggregate.function()) {
            case MIN -> values.stream().min(Rows::order).orElseThrow();
            case MAX -> values.stream().max(Rows::order).orElseThrow();
            case SUM -> {
                BigDecimal sum = sum(values);
                yield schema.typeOf(aggregate.field()) == FieldType.INTEGER && sum.precision() <= 18
                        ? (Object) sum.longValueExact()
                        : sum;
            }
            default -> sum(values).doubleValue() / values.size();
        };
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(value -> new BigDecimal(value.toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
