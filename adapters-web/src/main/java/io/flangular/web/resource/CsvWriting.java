package io.flangular.web.resource;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.flangular.domain.resource.Field;
import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as lines of CSV after RFC 4180: comma, CRLF, UTF-8. The first line names the id and the fields. Null is written as
 * nothing at all, an empty text as two quotes.
 */
final class CsvWriting<T extends Record> {
    private final Schema<T> schema;

    CsvWriting(Schema<T> schema) {
        this.schema = schema;
    }

    /** The first line. */
    byte[] header() {
        return line(schema.names());
    }

    /** The line of a row. */
    byte[] line(Stored<T> row) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(Long.toString(row.id()));
        for (Field field : schema.fields()) {
            values.add(text(field.type(), field.of(row.value())));
        }
        return line(values);
    }

    private static @Nullable String text(FieldType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return type == FieldType.TEXT ? CsvFormula.guarded((String) value) : type.format(value);
    }

    @SuppressWarnings("NullAway") // the library writes null as nothing, but does not say so in its types
    private static byte[] line(List<? extends @Nullable String> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(bytes, StandardCharsets.UTF_8)) {
            writer.writeRecord(new ArrayList<String>(values));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
