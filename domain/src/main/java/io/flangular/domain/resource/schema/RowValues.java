package io.flangular.domain.resource.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a stored row, each a {@linkplain FieldType#carrier carrier} or null. They need not satisfy the rules of
 * the record: a row that was stored before a rule was added can be read, and is validated when it is written next.
 */
public final class RowValues<T extends Record> {
    private final Schema<T> schema;
    private final Map<String, @Nullable Object> values;

    private RowValues(Schema<T> schema, Map<String, @Nullable Object> values) {
        this.schema = schema;
        this.values = Collections.unmodifiableMap(values);
    }

    /** The values of a record. */
    public static <T extends Record> RowValues<T> of(Schema<T> schema, T value) {
        return new RowValues<>(schema, schema.values(value));
    }

    /** The values by field name; a missing field is null. */
    public static <T extends Record> RowValues<T> of(Schema<T> schema, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            known.put(field.name(), values.get(field.name()));
        }
        return new RowValues<>(schema, known);
    }

    /** The values in the order of the fields. */
    public static <T extends Record> RowValues<T> of(Schema<T> schema, @Nullable Object[] values) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            known.put(schema.fields().get(i).name(), values[i]);
        }
        return new RowValues<>(schema, known);
    }

    public @Nullable Object get(Field field) {
        return values.get(field.name());
    }

    /** All values by the names of their fields, in the order of the fields. */
    public Map<String, @Nullable Object> byName() {
        return values;
    }

    /** The total length of its strings, in characters. */
    public long characters() {
        long sum = 0;
        for (Object value : values.values()) {
            sum += value instanceof String text ? text.length() : 0;
        }
        return sum;
    }

    /** Converts to a record; {@link io.flangular.domain.DomainException.Invalid} when a rule is violated. */
    public T toRecord() {
        return Draft.of(schema, values).toRecord();
    }

    /** The fields that differ from the record, with the values of the record. */
    public Map<String, @Nullable Object> differences(T value) {
        Map<String, @Nullable Object> differences = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            Object other = field.of(value);
            if (!field.type().same(get(field), other)) {
                differences.put(field.name(), other);
            }
        }
        return differences;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowValues<?> row && values.equals(row.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
