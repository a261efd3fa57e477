package io.flangular.domain.resource.query;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The position of a row in the order of a query, which remains valid when the row is deleted. Unlike page numbers it
 * does not shift when other rows are inserted or deleted.
 *
 * @param keys the row's values of {@link Query#keys}, in their order; the last one is its id
 */
public record Cursor(List<@Nullable Object> keys) {
    /** The number of leading characters (code points) of a string that are significant for the order. */
    public static final int CHARACTERS = 300;

    /** The message of every error in a cursor. */
    public static final String MESSAGE = "Unable to find the page";

    /** Copies the keys, and truncates strings to their significant characters. */
    public Cursor {
        List<@Nullable Object> counting = new ArrayList<>(keys);
        counting.replaceAll(key -> key instanceof String text ? beginning(text) : key);
        keys = Collections.unmodifiableList(counting);
    }

    private static String beginning(String text) {
        if (text.length() <= CHARACTERS || text.codePointCount(0, text.length()) <= CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, CHARACTERS));
    }

    /** The position of a row in the order of a query. */
    public static Cursor of(Schema<?> schema, Query query, Stored<? extends Record> row) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Query.Order key : query.keys()) {
            keys.add(
                    key.field().equals(Schema.ID)
                            ? (Object) row.id()
                            : row.values().get(schema.field(key.field())));
        }
        return new Cursor(keys);
    }

    /** Checks the keys of a caller; {@link DomainException.Invalid} when they do not match the order of the query. */
    public static Cursor checked(Schema<?> schema, Query query, List<? extends @Nullable Object> keys) {
        List<Query.Order> order = query.keys();
        boolean fits = keys.size() == order.size() && keys.getLast() != null;
        for (int i = 0; fits && i < keys.size(); i++) {
            Object key = keys.get(i);
            FieldType type = schema.typeOf(order.get(i).field());
            fits = key == null || type != null && type.carrier().isInstance(key) && Field.unstorable(key) == null;
        }
        if (!fits) {
            throw new DomainException.Invalid(MESSAGE, "The cursor is not one of this list in this order.");
        }
        return new Cursor(new ArrayList<@Nullable Object>(keys));
    }

    /** The id of the row. */
    public long id() {
        return (Long) Objects.requireNonNull(keys.getLast());
    }
}
