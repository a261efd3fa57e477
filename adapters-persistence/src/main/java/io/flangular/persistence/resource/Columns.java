package io.flangular.persistence.resource;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The table of a collection and its columns: the names that may stand in SQL, all of them from the declaration. */
final class Columns {
    private static final int MAX_NAME = 60;

    private final String name;
    private final String table;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, FieldType> types = new HashMap<>();
    private final List<Field> fields;
    private final List<String> ofFields;
    private final String bytesOfTexts;

    Columns(Resource<?> resource) {
        name = resource.name();
        table = quoted(name);
        names.put(Schema.ID, Schema.ID);
        types.put(Schema.ID, FieldType.INTEGER);
        for (Field field : resource.schema().fields()) {
            names.put(field.name(), quoted(snakeCase(field.name())));
            types.put(field.name(), field.type());
        }
        fields = resource.schema().fields();
        ofFields = resource.schema().fields().stream()
                .map(field -> of(field.name()))
                .toList();
        bytesOfTexts = resource.schema().fields().stream()
                .filter(field -> field.type() == FieldType.TEXT)
                .map(field -> " + coalesce(octet_length(" + of(field.name()) + "), 0)")
                .collect(Collectors.joining("", "cast(0", " as bigint)"));
    }

    /** The table's name, quoted. */
    String table() {
        return table;
    }

    /** The column of a field, or of the id; quoted, so that a field may be called {@code order} or {@code user}. */
    String of(String field) {
        return Objects.requireNonNull(names.get(field));
    }

    /** The type of a field, or of the id. */
    FieldType typeOf(String field) {
        return Objects.requireNonNull(types.get(field));
    }

    /** The fields that have a column, in their order. */
    List<Field> fields() {
        return fields;
    }

    /** The columns of the record's components, in their order. */
    List<String> ofFields() {
        return ofFields;
    }

    /** Everything that a row is read from: id, version, and the fields. */
    String all() {
        return "id, version, " + String.join(", ", ofFields);
    }

    /** How many bytes the strings of a row have; a whole number. */
    String bytesOfTexts() {
        return bytesOfTexts;
    }

    /** The name of something that is derived from the table, or from a column of it; quoted, and short enough. */
    String derived(String field, String what) {
        String full = name + (field.isEmpty() ? "" : "_" + snakeCase(field)) + "_" + what;
        return quoted(
                full.length() <= MAX_NAME
                        ? full
                        : full.substring(0, MAX_NAME - 9) + "_" + Integer.toHexString(full.hashCode()));
    }

    /** The table that keeps the number of rows, where the database does not know it by itself. */
    String countTable() {
        return derived("", "count");
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
