package io.flangular.web.resource.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.flangular.domain.resource.imports.TextLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Parses CSV (RFC 4180) with any kind of line break. Lines of white space, and of separators alone, which spreadsheets
 * leave below a table, are skipped. An empty unquoted value is null, and so is {@code \N}, as databases write it; an
 * empty quoted value is an empty string. White space around quotes is ignored.
 *
 * <p>FastCSV parses one record at a time, so that a record with misplaced quotes is reported and the next one is still
 * read. In the whole stream, an unclosed quote would extend to the end of the file.
 */
final class CsvParser implements AutoCloseable {
    /** More than a row of maximum length with all quotes doubled. */
    private static final int MAX_CHARACTERS = 2_000_000;
    /** More than a field of maximum length. */
    private static final int MAX_LINE_BREAKS = 300_000;

    static final String NULL = "\\N";

    private static final String NOT_CLOSED = "has a quote that is not closed, or not doubled inside of a value";
    private static final String TOO_LONG = "has more than " + MAX_CHARACTERS + " characters or " + MAX_LINE_BREAKS
            + " line breaks up to the end of a quoted value; perhaps a quote is not closed";
    private static final String MISPLACED =
            "has a quote in the wrong place; a value with quotes stands in quotes, and those inside of it are doubled";

    private final LineReader lines;
    private final AtomicReference<@Nullable Separator> separator = new AtomicReference<>();

    /** Opens a UTF-8 file; {@code malformed} is the error of a line that is not UTF-8. */
    CsvParser(Path file, String malformed) throws IOException {
        this.lines = new LineReader(file, malformed, MAX_CHARACTERS);
    }

    /** The next line of the table, or null at the end. */
    @Nullable
    TextLine next() throws IOException {
        for (LineReader.Line first = lines.next(); first != null; first = lines.next()) {
            if (first.error() != null) {
                return TextLine.unreadable(first.number(), first.error());
            }
            if (separator.get() == null && Separator.isDeclaredBy(first.text())) {
                Separator declared = Separator.declaredBy(first.text());
                if (declared == null) {
                    return TextLine.unreadable(first.number(), "must name the separator ; , | or a tab");
                }
                separator.set(declared);
            } else if (!first.text().isBlank()) {
                TextLine line = whole(first);
                if (line.error() != null || !line.values().isEmpty()) {
                    return line;
                }
            }
        }
        return null;
    }

    /** A record ends at the first line break after an even number of quotes. */
    private TextLine whole(LineReader.Line first) throws IOException {
        if (!hasOddQuotes(first.text())) {
            return parsed(first.number(), first.text());
        }
        LineReader.Position second = lines.position();
        StringBuilder text = new StringBuilder(first.text());
        String error = NOT_CLOSED;
        LineReader.Line next = lines.next();
        for (int breaks = 1; next != null && next.error() == null; breaks++) {
            text.append(next.text());
            if (text.length() > MAX_CHARACTERS || breaks > MAX_LINE_BREAKS) {
                error = TOO_LONG;
                break;
            }
            if (hasOddQuotes(next.text())) {
                TextLine line = parsed(first.number(), text.toString());
                if (line.error() != null) {
                    lines.seek(second);
                }
                return line;
            }
            next = lines.next();
        }
        lines.seek(second);
        return TextLine.unreadable(first.number(), error);
    }

    /** The values of a record, none when it has only separators. */
    private TextLine parsed(long number, String text) throws IOException {
        Separator known = Objects.requireNonNull(
                separator.updateAndGet(before -> before == null ? Separator.guessedFrom(text) : before));
        try (CsvReader<List<@Nullable String>> reader = CsvReader.builder()
                .fieldSeparator(known.character())
                .skipEmptyLines(false)
                .trimWhitespacesAroundQuotes(true)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * MAX_CHARACTERS)
                .build(new Values(), text)) {
            List<List<@Nullable String>> read = reader.stream().toList();
            if (read.size() == 1) {
                return TextLine.of(number, read.getFirst());
            }
        } catch (CsvParseException misplaced) {
            // is reported below
        }
        return TextLine.unreadable(number, MISPLACED);
    }

    private static boolean hasOddQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    @Override
    public void close() {
        lines.close();
    }

    private static final class Values extends AbstractBaseCsvCallbackHandler<List<@Nullable String>> {
        private final List<@Nullable String> values = new ArrayList<>();
        /** The columns that are not empty. */
        private final BitSet written = new BitSet();

        @Override
        protected void handleBegin(long startingLineNumber) {
            values.clear();
            written.clear();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            written.set(index, quoted || length > 0);
            String value = new String(buffer, offset, length);
            if (!quoted && (value.isEmpty() || value.equals(NULL))) {
                values.add(null);
                return;
            }
            if (!quoted && isQuotedBehindOddSpace(value)) {
                throw new CsvParseException("quote after white space");
            }
            values.add(CsvFormula.unguard(value));
        }

        /** FastCSV does not recognize a quote after a no-break space or a byte order mark. */
        private static boolean isQuotedBehindOddSpace(String value) {
            int quote = value.indexOf('"');
            return quote > 0
                    && value.chars()
                            .limit(quote)
                            .allMatch(c -> Character.isWhitespace(c)
                                    || Character.isSpaceChar(c)
                                    || Character.getType(c) == Character.FORMAT);
        }

        @Override
        protected List<@Nullable String> buildRecord() {
            return written.isEmpty() ? List.of() : new ArrayList<>(values);
        }
    }
}
