package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        return checked(given);
    }

    /** The record that a row of these values becomes; {@link DomainException.Invalid} where its rules refuse it. */
    public T onto(RowValues<T> old) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(old.byName());
        merged.putAll(given);
        return checked(merged);
    }

    /**
     * The record that a row of these values becomes, or nothing when it holds all that was given already. {@link
     * DomainException.Invalid} where the record's rules refuse it; they are not asked about a row that stays as it is.
     */
    public Optional<T> changeOf(RowValues<T> old) {
        boolean same = given.keySet().stream().map(schema::field).allMatch(field -> field.type()
                .same(old.get(field), given.get(field.name())));
        return same
                ? Optional.empty()
                : Optional.of(onto(old)).filter(value -> !old.differences(value).isEmpty());
    }

    private T checked(Map<String, @Nullable Object> all) {
        Violations violations = new Violations();
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Field field = schema.fields().get(i);
            values[i] = all.get(field.name());
            violations.require(values[i] != null || !field.required(), field.name(), "must not be empty");
        }
        violations.check();
        T value = schema.make(values);
        long characters = 0;
        for (Field field : schema.fields()) {
            characters += field.of(value) instanceof String text ? text.length() : 0;
        }
        if (characters > Field.CHARACTERS) {
            throw new DomainException.Invalid(
                    "The texts of a row must have at most " + Field.CHARACTERS + " characters together");
        }
        return value;
    }
}
