package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record that a caller gave, checked by name and type: a new record, or a change to one. */
public final class Draft<T extends Record> {
    private final Schema<T> schema;
    private final Map<String, @Nullable Object> given;

    private Draft(Schema<T> schema, Map<String, @Nullable Object> given) {
        this.schema = schema;
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /**
     * Checks what was given, values being {@linkplain FieldType#carrier carriers} or null. {@link
     * DomainException.Invalid} names the first unknown field, or every field whose value is not of its type.
     */
    public static <T extends Record> Draft<T> of(Schema<T> schema, Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        Violations violations = new Violations();
        given.forEach((name, value) -> {
            String complaint = schema.field(name).complaint(value);
            violations.require(complaint == null, name, String.valueOf(complaint));
            checked.put(name, value);
        });
        violations.check();
        return new Draft<>(schema, checked);
    }

    /** The given fields and their values, each a carrier or null. */
    public Map<String, @Nullable Object> given() {
        return given;
    }

    /** A new record; a field that was not given is null, or {@link DomainException.Invalid} where that cannot be. */
    public T fresh() {
        Violations violations = new Violations();
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Field field = schema.fields().get(i);
            values[i] = given.get(field.name());
            violations.require(values[i] != null || !field.required(), field.name(), "must not be empty");
        }
        violations.check();
        return schema.make(values);
    }

    /** The same record with the given fields changed. */
    public T onto(T old) {
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Field field = schema.fields().get(i);
            values[i] = given.containsKey(field.name()) ? given.get(field.name()) : field.of(old);
        }
        return schema.make(values);
    }
}
