package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and writes rows as JSON objects. */
public final class RowJson {
    private RowJson() {}

    /** The id and the fields of a row; the version is in the entity tag. */
    static Map<String, @Nullable Object> of(Schema<?> schema, Stored<? extends Record> row) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", row.id());
        for (Field field : schema.fields()) {
            members.put(field.name(), member(row.values().get(field)));
        }
        return members;
    }

    /** The JSON value of a field. */
    public static @Nullable Object member(@Nullable Object value) {
        return value instanceof LocalDate date ? date.toString() : value;
    }

    /**
     * Reads a draft of a row.
     *
     * @param id that a member {@code id} must equal; null for a new row
     * @param otherMembers members to ignore
     */
    static <T extends Record> Draft<T> draft(
            Schema<T> schema, JsonNode object, @Nullable Long id, Set<String> otherMembers) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        boolean idIsOther = false;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equals("id")) {
                idIsOther = !sameId(member.getValue(), id);
            } else if (!otherMembers.contains(member.getKey())) {
                FieldType type = schema.typeOf(member.getKey());
                // The draft refuses an unknown field, whatever its value is.
                given.put(member.getKey(), type == null ? null : carried(type, member.getValue()));
            }
        }
        if (idIsOther) {
            String complaint = id == null ? "is given by the server" : "cannot be changed";
            throw new DomainException.Invalid("id " + complaint, Map.of("id", complaint));
        }
        return Draft.of(schema, given);
    }

    /** Whether a JSON value is the id; null for a row that has none yet. */
    static boolean sameId(JsonNode given, @Nullable Long id) {
        if (id == null) {
            return given.isNull();
        }
        // Flask-Restless took the text of the id as well.
        return given.isString()
                ? given.stringValue().equals(id.toString())
                : given.isNumber() && given.decimalValue().compareTo(BigDecimal.valueOf(id)) == 0;
    }

    /** The Java value of a field; a value of another type is returned as it is, and refused by the draft. */
    public static @Nullable Object carried(FieldType type, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        return switch (type) {
            case TEXT -> node.isString() ? node.stringValue() : node;
            case INTEGER -> node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : node;
            case DECIMAL -> node.isNumber() ? node.decimalValue() : node;
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : node;
            case DATE -> node.isString() ? date(node) : node;
        };
    }

    private static Object date(JsonNode node) {
        try {
            return LocalDate.parse(node.stringValue());
        } catch (DateTimeParseException noDate) {
            return node;
        }
    }
}
