package io.flangular.web.resource.csv;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.imports.ImportColumns;
import io.flangular.domain.resource.imports.TextLine;
import io.flangular.domain.resource.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Which column of a file means which field, as the parameter {@code columns} says: {@code {"CPU": "processor", "Notes":
 * null, "*": null}}. A column that means null is ignored; {@code *} stands for those that would otherwise be unknown.
 */
public final class ColumnMapping {
    private static final String OTHERS = "*";
    private static final String MESSAGE = "The parameter columns is malformed.";

    private final Schema<?> schema;
    private final Map<String, @Nullable String> fields = new LinkedHashMap<>();

    /** Reads the parameter; {@link DomainException.Invalid} says what is wrong with it. */
    public ColumnMapping(Schema<?> schema, JsonNode columns) {
        this.schema = schema;
        if (!columns.isObject()) {
            throw new DomainException.Invalid(
                    MESSAGE,
                    "It must be an object of the file's columns and their fields, such as {\"CPU\": \""
                            + schema.fields().getFirst().name() + "\", \"Notes\": null}.");
        }
        columns.properties().forEach(entry -> {
            JsonNode field = entry.getValue();
            boolean known = field.isString() && schema.typeOf(field.stringValue()) != null;
            if (!field.isNull() && (!known || entry.getKey().equals(OTHERS))) {
                throw new DomainException.Invalid(
                        MESSAGE,
                        "A column means null or one of " + String.join(", ", schema.names()) + "; * means null.");
            }
            fields.put(entry.getKey(), field.isNull() ? null : field.stringValue());
        });
    }

    /** The lines of a file with its columns named as the fields that they mean, and the ignored ones emptied. */
    public Flux<TextLine> apply(Flux<TextLine> lines) {
        return lines.switchOnFirst((first, all) -> {
            TextLine header = first.get();
            if (header == null || header.error() != null) {
                return all;
            }
            Set<String> missing = new HashSet<>(fields.keySet());
            missing.remove(OTHERS);
            Set<Integer> ignored = new HashSet<>();
            List<@Nullable String> names = new ArrayList<>();
            for (String name : header.values()) {
                String key = key(name == null ? "" : name);
                if (key != null) {
                    missing.remove(key);
                    name = fields.get(key);
                    if (name == null) {
                        ignored.add(names.size());
                        name = "";
                    }
                }
                names.add(name);
            }
            if (!missing.isEmpty()) {
                return Flux.just(TextLine.unreadable(
                        header.number(),
                        "does not name the column " + missing.iterator().next()
                                + ", which the parameter columns names"));
            }
            TextLine renamed = TextLine.of(header.number(), names);
            return all.map(line -> line == header ? renamed : without(ignored, line));
        });
    }

    /** The column of the mapping that a column of the file is: by its name, if need be in other letters, or any. */
    private @Nullable String key(String name) {
        if (fields.containsKey(name) && !name.equals(OTHERS)) {
            return name;
        }
        for (String key : fields.keySet()) {
            if (!key.equals(OTHERS) && ImportColumns.isSame(key, name)) {
                return key;
            }
        }
        boolean other = ImportColumns.fieldOf(schema, name) == null;
        return other && fields.containsKey(OTHERS) ? OTHERS : null;
    }

    /** Empties the ignored columns. */
    private static TextLine without(Set<Integer> ignored, TextLine line) {
        if (line.error() != null) {
            return line;
        }
        List<@Nullable String> values = new ArrayList<>(line.values());
        for (int column : ignored) {
            if (column < values.size()) {
                values.set(column, null);
            }
        }
        return TextLine.of(line.number(), values);
    }
}
