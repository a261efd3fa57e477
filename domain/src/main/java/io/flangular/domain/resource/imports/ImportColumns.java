package io.flangular.domain.resource.imports;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an imported table, from its first line, and the parser of the other lines. Column names match field
 * names case-insensitively, ignoring white space, hyphens and underscores. Columns without a name must be empty:
 * spreadsheets and scripts leave such columns behind.
 */
public final class ImportColumns<T extends Record> {
    /** White space of any kind, including byte order marks and other invisible characters. */
    private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Cf}_-]+");

    private final Schema<T> schema;
    private final List<@Nullable String> names = new ArrayList<>();
    private final Set<Integer> nameless = new HashSet<>();
    private final boolean known;
    private final boolean usable;

    /** Parses the first line; adds its errors to the tally, and uses the rest of it. */
    public ImportColumns(Schema<T> schema, TextLine header, ImportTally tally) {
        this.schema = schema;
        Set<String> seen = new HashSet<>();
        known = header.values().stream().anyMatch(name -> name != null && fieldOf(schema, name) != null);
        if (!known) {
            tally.error(
                    header.number(),
                    null,
                    "names no known column; there are " + String.join(", ", schema.names())
                            + ", and the parameter columns says what others mean");
        }
        for (String given : header.values()) {
            String name = given == null ? null : fieldOf(schema, given);
            if (given == null || normalized(given).isEmpty()) {
                nameless.add(names.size());
            } else if (name == null && known) {
                tally.error(
                        header.number(), shown(given), "is no field; there are " + String.join(", ", schema.names()));
            } else if (name != null && !seen.add(name)) {
                tally.error(header.number(), shown(given), "is there twice");
                name = null;
            }
            names.add(name);
        }
        while (nameless.remove(names.size() - 1)) {
            names.removeLast();
        }
        boolean complete = known;
        if (known && !seen.contains(Schema.ID)) {
            for (Field field : schema.fields()) {
                if (field.required() && !seen.contains(field.name())) {
                    tally.error(header.number(), field.name(), "must be a column, since every new row needs it");
                    complete = false;
                }
            }
        }
        usable = complete;
    }

    /** The field, or {@code id}, that matches a column name; null when there is none. */
    public static @Nullable String fieldOf(Schema<?> schema, String column) {
        if (schema.typeOf(column) != null) {
            return column;
        }
        List<String> same =
                schema.names().stream().filter(name -> isSame(name, column)).toList();
        return same.size() == 1 ? same.getFirst() : null;
    }

    /** Whether two column names match. */
    public static boolean isSame(String name, String other) {
        return normalized(name).equals(normalized(other));
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private static String normalized(String name) {
        return IGNORED.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Whether at least one column is known; otherwise it is not a table of this collection. */
    public boolean areKnown() {
        return known;
    }

    /** Whether the columns are all that a row needs. */
    public boolean areComplete() {
        return usable;
    }

    /** Parses a line; null when it has errors, which are added to the tally. */
    public @Nullable ImportLine<T> read(TextLine line, ImportTally tally) {
        if (line.error() != null) {
            tally.error(line.number(), null, line.error());
            return null;
        }
        int size = line.values().size();
        if (size < names.size()
                || !line.values().subList(names.size(), size).stream().allMatch(ImportColumns::isEmpty)) {
            tally.error(
                    line.number(),
                    null,
                    "has " + size + " values, but the first line names " + names.size() + " columns");
            return null;
        }
        boolean sound = true;
        for (int column : nameless) {
            if (!isEmpty(line.values().get(column))) {
                tally.error(
                        line.number(),
                        null,
                        "has a value in column " + (column + 1) + ", for which the first line has no name");
                sound = false;
            }
        }
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
                    tally.error(line.number(), name, "must be the id of a row");
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
            tally.error(line.number(), refusal);
            return null;
        }
    }

    /**
     * Parses a value, or returns null. A malformed value stays a string, which the draft rejects by field name. An
     * empty value is null unless the type is text.
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
