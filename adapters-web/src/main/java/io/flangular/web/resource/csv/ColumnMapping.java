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
 * The mapping of columns to fields in the parameter {@code columns}, such as {@code {"CPU": "processor", "Notes": null,
 * "*": null}}. A column that is mapped to null is ignored; {@code *} is any other column that is not the name of a
 * field.
 */
public final class ColumnMapping {
    private static final String OTHERS = "*";
    private static final String MESSAGE = "The parameter columns is malformed.";

    private final Schema<?> schema;
    private final Map<String, @Nullable String> fields = new LinkedHashMap<>();

    /** Reads the parameter; {@link DomainException.Invalid} when it is malformed. */
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

    /** Renames the columns in the header of a file, and empties the ignored columns. */
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

    /** The key for a column: its name, ignoring case, or {@code *}; null when the mapping has neither. */
    private @Nullable String key(String name) {
        if (fields.containsKey(name) && !name.equals(OTHERS)) {
            return name;
        }
        return fields.keySet().stream()
                .filter(key -> !key.equals(OTHERS) && ImportColumns.isSame(key, name))
                .findFirst()
                .orElse(fields.containsKey(OTHERS) && ImportColumns.fieldOf(schema, name) == null ? OTHERS : null);
    }

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
