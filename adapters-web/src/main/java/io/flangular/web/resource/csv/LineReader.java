package io.flangular.web.resource.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a UTF-8 file, which end with CR, LF or CRLF. Can seek, so that nothing needs to be buffered. */
final class LineReader implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String NUL =
            "contains U+0000; if the file is UTF-16, save it as UTF-8, or name its encoding, as in"
                    + " \"Content-Type: text/csv; charset=utf-16le\"";

    /** Not a channel, which would be closed by the interrupt of a cancelled import. */
    private final RandomAccessFile file;

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
    private final String malformed;
    private final int maxBytes;
    private final AtomicLong number = new AtomicLong();

    /** Opens a file; {@code malformed} is the error of a line that is not UTF-8. */
    LineReader(Path file, String malformed, int maxBytes) throws IOException {
        this.malformed = malformed;
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.maxBytes = maxBytes;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param text including its line break; empty when there is an error
     * @param error why the line could not be read, or null
     */
    record Line(long number, String text, @Nullable String error) {}

    record Position(long offset, long number) {}

    /** The position of the next line. */
    Position position() throws IOException {
        return new Position(file.getFilePointer() - buffer.remaining(), number.get());
    }

    void seek(Position position) throws IOException {
        file.seek(position.offset);
        buffer.limit(0);
        number.set(position.number);
    }

    /** The next line, or null at the end. An error of the encoding ends the file, since it affects all lines. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean nul = false;
        int read = read();
        if (read < 0) {
            return null;
        }
        while (read >= 0) {
            nul |= read == 0;
            if (bytes.size() < maxBytes) {
                bytes.write(read);
            } else {
                tooLong = true;
            }
            if (read == '\n' || read == '\r' && !lineFeedFollows()) {
                break;
            }
            read = read();
        }
        long line = number.incrementAndGet();
        if (nul) {
            return last(line, NUL);
        }
        return tooLong ? new Line(line, "", "is longer than " + maxBytes + " bytes") : decoded(line, bytes);
    }

    private Line decoded(long line, ByteArrayOutputStream bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            boolean marked = line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new Line(line, marked ? text.substring(1) : text, null);
        } catch (CharacterCodingException notDecoded) {
            return last(line, malformed);
        }
    }

    private Line last(long line, String error) throws IOException {
        seek(new Position(file.length(), line));
        return new Line(line, "", error);
    }

    private int read() throws IOException {
        while (!buffer.hasRemaining()) {
            int read = file.read(buffer.array());
            buffer.clear().limit(Math.max(0, read));
            if (read < 0) {
                return -1;
            }
        }
        return buffer.get() & 0xFF;
    }

    private boolean lineFeedFollows() throws IOException {
        int next = read();
        if (next >= 0) {
            buffer.position(buffer.position() - 1);
        }
        return next == '\n';
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
