package io.flangular.persistence.database.sql;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The table of a resource and its columns, whose quoted names come from the declaration and may stand in SQL. */
public final class Columns {
    private static final int MAX_NAME = 60;

    private final String name;
    private final Schema<?> schema;
    private final Dialect dialect;
    private final Map<String, String> names = new HashMap<>();

    /** The table of the resource, in the SQL of the dialect. */
    public Columns(Resource<?> resource, Dialect dialect) {
        name = resource.name();
        schema = resource.schema();
        this.dialect = dialect;
        names.put(Schema.ID, Schema.ID);
        schema.fields().forEach(field -> names.put(field.name(), quoted(snakeCase(field.name()))));
    }

    /** The table's name. */
    public String table() {
        return quoted(name);
    }

    /** The column of a field, or of the id. */
    public String of(String field) {
        return Objects.requireNonNull(names.get(field));
    }

    /** The type of a field, or of the id. */
    public FieldType typeOf(String field) {
        return Objects.requireNonNull(schema.typeOf(field));
    }

    /** Whether the field is a string. */
    public boolean isText(String field) {
        return typeOf(field) == FieldType.TEXT;
    }

    /** The fields of the record. */
    public List<Field> fields() {
        return schema.fields();
    }

    /** The columns of the fields, in their order, separated by commas. */
    public String ofFields() {
        return String.join(
                ", ", fields().stream().map(field -> of(field.name())).toList());
    }

    /** Id, version and the columns of the fields, separated by commas. */
    public String all() {
        return "id, version, " + ofFields();
    }

    /** What rows are sorted by: the value of the field, or the beginning of a string. */
    public String sortKey(String field) {
        return isText(field) ? dialect.sortKey(this, field) : of(field);
    }

    /** Adds a value, to be compared with the sort key or the order key of that field. */
    public Sql bindKey(Sql sql, String field, Object value) {
        return isText(field) ? sql.bind(value, dialect::orderKey) : sql.bind(value);
    }

    /** The quoted name of an object that is derived from a column, or from the table for an empty field. */
    public String derived(String field, String suffix) {
        String full = name + (field.isEmpty() ? "" : "_" + snakeCase(field)) + "_" + suffix;
        return quoted(
                full.length() <= MAX_NAME
                        ? full
                        : full.substring(0, MAX_NAME - 9) + "_" + Integer.toHexString(full.hashCode()));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
