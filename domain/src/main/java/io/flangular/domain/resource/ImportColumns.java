package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a table that is imported, by its first line, and how the lines below are read. */
public final class ImportColumns<T extends Record> {
    private final Schema<T> schema;
    private final List<@Nullable String> names = new ArrayList<>();
    private final boolean usable;

    private ImportColumns(Schema<T> schema, TextLine header, ImportTally tally) {
        this.schema = schema;
        Set<String> seen = new HashSet<>();
        for (String name : header.values()) {
            String complaint = null;
            if (name == null || schema.typeOf(name) == null) {
                complaint = "is no field; there are " + String.join(", ", schema.names());
            } else if (!seen.add(name)) {
                complaint = "is there twice";
            }
            if (complaint != null) {
                tally.fault(header.number(), shown(name), complaint);
            }
            names.add(complaint == null ? name : null);
        }
        boolean complete = true;
        if (!seen.contains(Schema.ID)) {
            for (Field field : schema.fields()) {
                if (field.required() && !seen.contains(field.name())) {
                    tally.fault(header.number(), field.name(), "must be a column, since every new row needs it");
                    complete = false;
                }
            }
        }
        usable = complete;
    }

    /** The columns that a first line names; what is wrong with it is noted, and the rest of it is used. */
    public static <T extends Record> ImportColumns<T> of(Schema<T> schema, TextLine header, ImportTally tally) {
        return new ImportColumns<>(schema, header, tally);
    }

    /** Whether the columns are all that a row needs. */
    public boolean areComplete() {
        return usable;
    }

    /** What a line says; null when something is wrong with it, which is noted. */
    public @Nullable ImportLine<T> read(TextLine line, ImportTally tally) {
        if (line.fault() != null) {
            tally.fault(line.number(), null, line.fault());
            return null;
        }
        if (line.values().size() != names.size()) {
            tally.fault(
                    line.number(),
                    null,
                    "has " + line.values().size() + " values, but the first line names " + names.size() + " columns");
            return null;
        }
        boolean sound = true;
        Long id = null;
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            FieldType type = name == null ? null : schema.typeOf(name);
            if (name == null || type == null) {
                continue;
            }
            Object value = value(type, line.values().get(i));
            if (name.equals(Schema.ID)) {
                id = value instanceof Long number && number > 0 ? number : null;
                if (id == null) {
                    tally.fault(line.number(), name, "must be the id of a row");
                    sound = false;
                }
            } else {
                given.put(name, value);
            }
        }
        try {
            Draft<T> draft = Draft.of(schema, given);
            return sound ? new ImportLine<>(line.number(), id, draft) : null;
        } catch (DomainException.Invalid refusal) {
            tally.fault(line.number(), refusal);
            return null;
        }
    }

    /**
     * The value that a text says, or null. What says none of its type stays a text, for the draft to refuse by name. Only
     * a text can be empty: anything else is then nothing.
     */
    private static @Nullable Object value(FieldType type, @Nullable String text) {
        if (text == null || text.isEmpty() && type != FieldType.TEXT) {
            return null;
        }
        Object value = type.parse(text);
        return value == null ? text : value;
    }

    private static String shown(@Nullable String name) {
        return name == null ? "" : name.length() > 100 ? name.substring(0, 100) : name;
    }
}
