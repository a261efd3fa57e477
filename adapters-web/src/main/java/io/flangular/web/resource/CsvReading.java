package io.flangular.web.resource;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.flangular.domain.resource.TextLine;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * CSV after RFC 4180 as lines of a table. The separator is a semicolon where the first line has one and no comma. Any
 * line break ends a line, unless it stands between quotes. Empty lines are skipped. Nothing between two separators is
 * null, two quotes are an empty text. A line that breaks the rules of quoting is unreadable by itself; the next one is
 * read as if it were not there.
 */
final class CsvReading implements Closeable {
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final String NOT_CLOSED = "has a quote that is not closed, or not doubled inside of a value";
    private static final String MISPLACED =
            "has a quote in the wrong place; a value with quotes stands in quotes, and those inside of it are doubled";

    private final PhysicalLines lines;
    private final AtomicInteger separator = new AtomicInteger();

    /** Reads that stream, which is closed with this. */
    CsvReading(InputStream in) {
        this.lines = new PhysicalLines(in, MOST_CHARACTERS);
    }

    /** The next line of the table, or null at the end. */
    @Nullable
    TextLine next() throws IOException {
        PhysicalLines.Line first = lines.next();
        while (first != null && first.isBlank()) {
            first = lines.next();
        }
        return first == null ? null : whole(first);
    }

    /** A line of the table goes on until its quotes are even in number. */
    private TextLine whole(PhysicalLines.Line first) throws IOException {
        if (first.fault() != null) {
            return TextLine.unreadable(first.number(), first.fault());
        }
        StringBuilder text = new StringBuilder(first.text());
        List<PhysicalLines.Line> more = new ArrayList<>();
        boolean open = hasOddQuotes(first.text());
        while (open && text.length() < MOST_CHARACTERS) {
            PhysicalLines.Line next = lines.next();
            if (next == null) {
                break;
            }
            more.add(next);
            if (next.fault() != null) {
                break;
            }
            text.append(next.text());
            open ^= hasOddQuotes(next.text());
        }
        if (open) {
            lines.putBack(more);
            return TextLine.unreadable(first.number(), NOT_CLOSED);
        }
        return parsed(first.number(), text.toString(), more);
    }

    private TextLine parsed(long number, String text, List<PhysicalLines.Line> more) throws IOException {
        separator.compareAndSet(0, text.indexOf(';') >= 0 && text.indexOf(',') < 0 ? ';' : ',');
        try (CsvReader<List<@Nullable String>> reader = CsvReader.builder()
                .fieldSeparator((char) separator.get())
                .skipEmptyLines(false)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * MOST_CHARACTERS)
                .build(new Values(), text)) {
            List<List<@Nullable String>> read = reader.stream().toList();
            if (read.size() == 1) {
                return TextLine.of(number, read.getFirst());
            }
        } catch (CsvParseException broken) {
            // told below
        }
        lines.putBack(more);
        return TextLine.unreadable(number, MISPLACED);
    }

    private static boolean hasOddQuotes(String text) {
        boolean odd = false;
        for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
            odd = !odd;
        }
        return odd;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Collects the values of a line. */
    private static final class Values extends AbstractBaseCsvCallbackHandler<List<@Nullable String>> {
        private final List<@Nullable String> values = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            values.clear();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            values.add(length == 0 && !quoted ? null : CsvFormula.unguarded(new String(buffer, offset, length)));
        }

        @Override
        protected List<@Nullable String> buildRecord() {
            return new ArrayList<>(values);
        }
    }
}
