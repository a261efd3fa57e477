package io.flangular.domain.resource.query;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Query} from names and values of a caller, and checks them against the schema. {@link
 * DomainException.Invalid} has a detail that names the error and its place. Values are strings, numbers (Long or
 * BigDecimal), booleans or null.
 */
public final class QueryBuilder {
    /** The message of every error in a query, as in Flask-Restless. */
    public static final String MESSAGE = "Unable to construct query";

    private static final String NULL_OPERAND = "null can only be compared by is_null and is_not_null";

    private static final int MAX_VALUES = 1_000;

    /** The maximum number of wildcards in a pattern, which bounds the time of matching. */
    private static final int MAX_WILDCARDS = 50;

    private final Schema<?> schema;
    private final int maxComparisons;
    private int comparisons;

    /** A builder of one query, with a maximum number of comparisons. */
    public QueryBuilder(Schema<?> schema, int maxComparisons) {
        this.schema = schema;
        this.maxComparisons = maxComparisons;
    }

    /** The error of a part of the query. */
    public static DomainException.Invalid mistake(String place, String what) {
        return new DomainException.Invalid(MESSAGE, place + ": " + what);
    }

    public Filter nullCheck(String place, String field, Operator operator) {
        type(place, field);
        count(place);
        return new Filter.NullCheck(field, operator);
    }

    /** Compares a field with a value. */
    public Filter comparison(String place, String field, Operator operator, @Nullable Object value) {
        FieldType type = type(place, field);
        count(place);
        if (value == null) {
            throw mistake(place, NULL_OPERAND);
        }
        Object converted = converted(place, field, operator.takesPattern() ? FieldType.TEXT : type, value);
        if (operator.takesPattern()
                && ((String) converted).chars().filter(c -> c == '%').count() > MAX_WILDCARDS) {
            throw mistake(place, "a pattern may have at most " + MAX_WILDCARDS + " wildcards %");
        }
        return new Filter.Comparison(field, operator, converted);
    }

    /** Compares a field with a list; a null in it matches nothing. */
    public Filter membership(String place, String field, Operator operator, List<? extends @Nullable Object> values) {
        FieldType type = type(place, field);
        count(place);
        if (values.size() > MAX_VALUES) {
            throw mistake(place, "a list may have at most " + MAX_VALUES + " values");
        }
        List<@Nullable Object> converted = new ArrayList<>();
        for (Object value : values) {
            if (value == null) {
                throw mistake(place, NULL_OPERAND);
            }
            converted.add(converted(place, field, type, value));
        }
        return new Filter.Membership(field, operator, converted);
    }

    public Filter fieldComparison(String place, String field, Operator operator, String other) {
        FieldType left = type(place, field);
        FieldType right = type(place, other);
        count(place);
        if (operator.takesList()) {
            throw mistake(place, "this operator takes a list, not a field");
        }
        if (!operator.takesPattern() && left != right && !(left.isNumber() && right.isNumber())) {
            throw mistake(
                    place,
                    field + " is " + left.description() + ", " + other + " is " + right.description()
                            + "; they cannot be compared");
        }
        return new Filter.FieldComparison(field, operator, other);
    }

    public Query.Order order(String place, String field, boolean descending) {
        type(place, field);
        return new Query.Order(field, descending);
    }

    public String group(String place, String field) {
        type(place, field);
        return field;
    }

    private FieldType type(String place, String field) {
        FieldType type = schema.typeOf(field);
        if (type == null) {
            throw mistake(place, "there is no field \"" + field + "\"; there are " + String.join(", ", schema.names()));
        }
        return type;
    }

    private void count(String place) {
        if (++comparisons > maxComparisons) {
            throw mistake(place, "a query may have at most " + maxComparisons + " comparisons");
        }
    }

    /** Converts strings to numbers and numbers to strings according to the type of the field, as SQLite does. */
    private static Object converted(String place, String field, FieldType type, Object value) {
        // First of all: 1e999999999 as a string would have a gigabyte.
        String unusable = Field.unstorable(value);
        if (unusable != null) {
            throw mistake(place, "the value compared with " + field + " " + unusable);
        }
        Object converted = switch (type) {
            case INTEGER, DECIMAL ->
                value instanceof String text ? number(text) : value instanceof Number ? value : null;
            case TEXT ->
                value instanceof BigDecimal number
                        ? number.toPlainString()
                        : value instanceof Long || value instanceof String ? value.toString() : null;
            case DATE -> value instanceof String text ? type.parse(text) : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
        };
        if (converted == null) {
            throw mistake(place, "the value compared with " + field + " must be " + type.description());
        }
        return converted;
    }

    /** A Long where it fits, which databases compare faster. */
    private static @Nullable Number number(String text) {
        BigDecimal number = (BigDecimal) FieldType.DECIMAL.parse(text);
        try {
            return number == null ? null : (Number) number.longValueExact();
        } catch (ArithmeticException noLong) {
            return number;
        }
    }
}
