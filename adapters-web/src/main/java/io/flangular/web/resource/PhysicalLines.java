package io.flangular.web.resource;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The lines of a file in UTF-8 as an editor counts them: each ends with CR, LF or both. Lines can be put back. */
final class PhysicalLines implements Closeable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final int longest;
    private final AtomicLong number = new AtomicLong();
    private final Deque<Line> putBack = new ArrayDeque<>();

    /** The lines of that stream, none of them longer than so many bytes. */
    PhysicalLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param text with what ends it
     * @param fault why it could not be read, or null; then the text is empty
     */
    record Line(long number, String text, @Nullable String fault) {

        /** Whether there is nothing in it. */
        boolean isBlank() {
            return fault == null && text.chars().allMatch(c -> c == '\r' || c == '\n');
        }
    }

    /** The next line, or null at the end. */
    @Nullable
    Line next() throws IOException {
        Line line = putBack.pollFirst();
        return line == null ? read() : line;
    }

    /** Makes these lines the next ones. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            putBack.addFirst(lines.get(i));
        }
    }

    private @Nullable Line read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0) {
            if (bytes.size() < longest) {
                bytes.write(read);
            } else {
                tooLong = true;
            }
            if (read == '\n' || read == '\r' && !lineFeedFollows()) {
                break;
            }
            read = in.read();
        }
        return tooLong
                ? new Line(number.incrementAndGet(), "", "is longer than " + longest + " bytes")
                : decoded(number.incrementAndGet(), bytes.toByteArray());
    }

    private boolean lineFeedFollows() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next == '\n';
    }

    private static Line decoded(long number, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new Line(number, marked ? text.substring(1) : text, null);
        } catch (CharacterCodingException malformed) {
            return new Line(number, "", "is not UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
