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

/** Rows as JSON objects, in both directions. */
public final class RowJson {
    private RowJson() {}

    /** The fields of a row and its id, and nothing else: the version travels as the entity tag. */
    static Map<String, @Nullable Object> of(Schema<?> schema, Stored<? extends Record> row) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", row.id());
        for (Field field : schema.fields()) {
            members.put(field.name(), member(row.values().get(field)));
        }
        return members;
    }

    /** A field's value as JSON has it. */
    public static @Nullable Object member(@Nullable Object value) {
        return value instanceof LocalDate date ? date.toString() : value;
    }

    /**
     * The draft that an object describes. Its {@code id}, if any, must be the one that the row has, or null for a row
     * that has none yet. Members of these other names are not the draft's business.
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

    /** Whether that is the id; null where a row has none yet. */
    static boolean sameId(JsonNode given, @Nullable Long id) {
        if (id == null) {
            return given.isNull();
        }
        // Flask-Restless took the text of the id as well.
        return given.isString()
                ? given.stringValue().equals(id.toString())
                : given.isNumber() && given.decimalValue().compareTo(BigDecimal.valueOf(id)) == 0;
    }

    /** The value as its field's carrier; one that cannot be is left as it is, for the draft to refuse by name. */
    public static @Nullable Object carried(FieldType type, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (type == FieldType.TEXT && node.isString()) {
            return node.stringValue();
        }
        if (type == FieldType.INTEGER && node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (type == FieldType.DECIMAL && node.isNumber()) {
            return node.decimalValue();
        }
        if (type == FieldType.BOOLEAN && node.isBoolean()) {
            return node.booleanValue();
        }
        if (type == FieldType.DATE && node.isString()) {
            try {
                return LocalDate.parse(node.stringValue());
            } catch (DateTimeParseException noDate) {
                return node;
            }
        }
        return node;
    }
}
