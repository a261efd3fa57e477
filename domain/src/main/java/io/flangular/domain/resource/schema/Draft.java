package io.flangular.domain.resource.schema;

import io.flangular.domain.DomainException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values for some fields of a record, checked by name and type: a new record, or a change to an existing one. */
public final class Draft<T extends Record> {
    private final Schema<T> schema;
    private final Map<String, @Nullable Object> given;

    private Draft(Schema<T> schema, Map<String, @Nullable Object> given) {
        this.schema = schema;
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /**
     * Checks values, each a {@linkplain FieldType#carrier carrier} or null. {@link DomainException.Invalid} names the
     * first unknown field in its message, and every unknown field or value of the wrong type in its violations.
     */
    public static <T extends Record> Draft<T> of(Schema<T> schema, Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        Violations violations = new Violations();
        List<String> unknown = new ArrayList<>();
        given.forEach((name, value) -> {
            if (!schema.has(name)) {
                unknown.add(name);
                violations.require(false, name, "is not a field");
                return;
            }
            String complaint = schema.field(name).complaint(value);
            violations.require(complaint == null, name, String.valueOf(complaint));
            checked.put(name, value);
        });
        if (!unknown.isEmpty()) {
            violations.check(Schema.unknownField(unknown.getFirst()));
        }
        violations.check();
        return new Draft<>(schema, checked);
    }

    /** The given fields and their values, each a carrier or null. */
    public Map<String, @Nullable Object> given() {
        return given;
    }

    /** A new record; a missing field is null, or {@link DomainException.Invalid} when it is required. */
    public T toRecord() {
        return checked(given);
    }

    /** Applies the change to existing values; {@link DomainException.Invalid} when the result violates a rule. */
    public T applyTo(RowValues<T> old) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(old.byName());
        merged.putAll(given);
        return checked(merged);
    }

    /**
     * Applies the change to existing values; empty when nothing changes. {@link DomainException.Invalid} when the
     * result violates a rule; rules are not checked when nothing changes.
     */
    public Optional<T> changeOf(RowValues<T> old) {
        boolean same = given.keySet().stream()
                .map(schema::field)
                .allMatch(field -> field.type().same(old.get(field), given.get(field.name())));
        return same
                ? Optional.empty()
                : Optional.of(applyTo(old))
                        .filter(value -> !old.differences(value).isEmpty());
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
        T value = schema.newRecord(values);
        if (RowValues.of(schema, value).characters() > Field.MAX_CHARACTERS) {
            throw new DomainException.Invalid(
                    "The texts of a row must have at most " + Field.MAX_CHARACTERS + " characters together");
        }
        return value;
    }
}
