package io.flangular.web.resource.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as CSV (RFC 4180) with comma, CRLF and UTF-8. The first line names the id and the fields. Null is an
 * empty value, an empty string is two quotes. Values that contain other common separators, or equal {@code \N}, are
 * quoted.
 */
public final class CsvLines<T extends Record> {
    private static final QuoteStrategy QUOTES = new QuoteStrategy() {
        @Override
        public boolean quoteEmpty(int line, int column) {
            return true;
        }

        @Override
        public boolean quoteValue(int line, int column, String value) {
            return value.equals(CsvParser.NULL) || value.chars().anyMatch(c -> c == ';' || c == '\t' || c == '|');
        }
    };

    private final Schema<T> schema;

    public CsvLines(Schema<T> schema) {
        this.schema = schema;
    }

    public byte[] header() {
        return line(schema.names());
    }

    public byte[] line(Stored<T> row) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(Long.toString(row.id()));
        for (Field field : schema.fields()) {
            values.add(text(field.type(), row.values().get(field)));
        }
        return line(values);
    }

    private static @Nullable String text(FieldType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return type == FieldType.TEXT ? CsvFormula.guard((String) value) : type.format(value);
    }

    @SuppressWarnings("NullAway") // the library writes null as nothing, but does not say so in its types
    private static byte[] line(List<? extends @Nullable String> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(QUOTES)
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
