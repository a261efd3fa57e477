package io.flangular.persistence.resource;

import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row as one text, a line for each field: {@code name=value}, or the name alone for null; in a value a
 * line feed is written {@code \n} and a backslash {@code \\}. It names its fields, so that it can be read when the
 * record has other ones: what is no field any more, or no value of its type, is left out.
 */
final class RowValuesCodec {
    private final Map<String, FieldType> types = new LinkedHashMap<>();

    RowValuesCodec(Schema<?> schema) {
        for (Field field : schema.fields()) {
            types.put(field.name(), field.type());
        }
    }

    /** Encodes the values. */
    static String of(Map<String, ? extends @Nullable Object> values) {
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
    Map<String, @Nullable Object> read(String text) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int end = line.indexOf('=');
            String name = end < 0 ? line : line.substring(0, end);
            FieldType type = types.get(name);
            if (type == null) {
                continue;
            }
            if (end < 0) {
                values.put(name, null);
                continue;
            }
            Object value = value(type, unescaped(line.substring(end + 1)));
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private static @Nullable Object value(FieldType type, String text) {
        try {
            return switch (type) {
                case TEXT -> text;
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
                case DATE -> LocalDate.parse(text);
            };
        } catch (NumberFormatException | DateTimeException ofAnotherType) {
            return null;
        }
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
