package io.flangular.persistence.resource;

import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the values of a row as a string with a line for each field: {@code name=value}, or the name alone for null; in
 * a value a line feed is written {@code \n} and a backslash {@code \\}. Former fields of the record, and values that do
 * not have the type of their field any more, are omitted when it is decoded.
 */
final class RowValuesCodec {
    private final Schema<?> schema;

    RowValuesCodec(Schema<?> schema) {
        this.schema = schema;
    }

    /** Encodes the values. */
    static String encode(Map<String, ? extends @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            text.append(name);
            if (value != null) {
                text.append('=').append(value.toString().replace("\\", "\\\\").replace("\n", "\\n"));
            }
            text.append('\n');
        });
        return text.toString();
    }

    /** Decodes the values of the fields of the current record. */
    Map<String, @Nullable Object> decode(String text) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            String[] parts = line.split("=", 2);
            FieldType type = schema.has(parts[0]) ? schema.typeOf(parts[0]) : null;
            boolean isNull = parts.length == 1;
            Object value = type == null || isNull ? null : value(type, parts[1]);
            if (value != null || type != null && isNull) {
                values.put(parts[0], value);
            }
        }
        return values;
    }

    private static @Nullable Object value(FieldType type, String text) {
        try {
            return switch (type) {
                case TEXT -> text.translateEscapes();
                // With an exponent, which FieldType.parse refuses.
                case DECIMAL -> new BigDecimal(text);
                case INTEGER, BOOLEAN, DATE -> type.parse(text);
            };
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
