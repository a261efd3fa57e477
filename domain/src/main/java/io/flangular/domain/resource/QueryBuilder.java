package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parts of a {@link Query} from names and values that a caller gave: names are held against the record,
 * values against the types of the fields. What does not fit is {@link DomainException.Invalid}, whose detail says where
 * and why. Values are strings, numbers (Long or BigDecimal), booleans or null; anything else fits no field.
 */
public final class QueryBuilder {
    /** What every mistake in a query is called, as in the collection protocol. */
    public static final String MESSAGE = "Unable to construct query";

    private static final String NULL_OPERAND = "null can only be compared by is_null and is_not_null";

    private static final int MOST_VALUES = 1_000;

    /** In one pattern; the time that a database needs grows with them. */
    private static final int MOST_WILDCARDS = 50;

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private final Schema<?> schema;
    private final int mostTerms;
    private int terms;

    /** A builder for one query of a collection, with at most so many comparisons. */
    public QueryBuilder(Schema<?> schema, int mostTerms) {
        this.schema = schema;
        this.mostTerms = mostTerms;
    }

    /** A mistake at that place of the query. */
    public static DomainException.Invalid mistake(String place, String what) {
        return new DomainException.Invalid(MESSAGE, place + ": " + what);
    }

    /** A field against null. */
    public Filter nullCheck(String place, String field, Operator operator) {
        type(place, field);
        count(place);
        return new Filter.NullCheck(field, operator);
    }

    /** A field against a value. */
    public Filter comparison(String place, String field, Operator operator, @Nullable Object value) {
        FieldType type = type(place, field);
        count(place);
        if (value == null) {
            throw mistake(place, NULL_OPERAND);
        }
        Object converted = converted(place, field, operator.takesPattern() ? FieldType.TEXT : type, value);
        if (operator.takesPattern()
                && ((String) converted).chars().filter(c -> c == '%').count() > MOST_WILDCARDS) {
            throw mistake(place, "a pattern may have at most " + MOST_WILDCARDS + " wildcards %");
        }
        return new Filter.Comparison(field, operator, converted);
    }

    /** A field against a list, in which a null would match nothing. */
    public Filter membership(String place, String field, Operator operator, List<? extends @Nullable Object> values) {
        FieldType type = type(place, field);
        count(place);
        if (values.size() > MOST_VALUES) {
            throw mistake(place, "a list may have at most " + MOST_VALUES + " values");
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

    /** A field against another field. */
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

    /** A field to order by. */
    public Query.Order order(String place, String field, boolean descending) {
        type(place, field);
        return new Query.Order(field, descending);
    }

    /** A field to group by. */
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
        if (++terms > mostTerms) {
            throw mistake(place, "a query may have at most " + mostTerms + " comparisons");
        }
    }

    /** A string for a number is read as one, a number for a string is written as one, as SQLite does. */
    private static Object converted(String place, String field, FieldType type, Object value) {
        // Before anything is made of it: 1e999999999 written out would be a string of a gigabyte.
        String unusable = Field.unstorable(value);
        if (unusable != null) {
            throw mistake(place, "the value compared with " + field + " " + unusable);
        }
        Object converted = null;
        if (type.isNumber()) {
            converted = value instanceof String text ? number(text) : value instanceof Number ? value : null;
        } else if (type == FieldType.TEXT) {
            converted = value instanceof BigDecimal number
                    ? number.toPlainString()
                    : value instanceof Long number ? number.toString() : value instanceof String ? value : null;
        } else if (type == FieldType.DATE) {
            converted = value instanceof String text ? type.parse(text) : null;
        } else if (type.carrier().isInstance(value)) {
            converted = value;
        }
        if (converted == null) {
            throw mistake(place, "the value compared with " + field + " must be " + type.description());
        }
        return converted;
    }

    private static @Nullable Number number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        try {
            return number.longValueExact();
        } catch (ArithmeticException noLong) {
            return number;
        }
    }
}
