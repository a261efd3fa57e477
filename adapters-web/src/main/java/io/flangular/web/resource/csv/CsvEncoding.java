package io.flangular.web.resource.csv;

import io.flangular.web.problem.ProblemException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Converts a file to UTF-8, from the charset of its byte order mark or else of its {@code Content-Type}. */
final class CsvEncoding {
    private static final int BYTES_AT_A_TIME = 1 << 13;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** The byte order marks in hexadecimal; longer ones first. */
    private static final List<Map.Entry<String, Charset>> MARKS = List.of(
            Map.entry("FFFE0000", Charset.forName("UTF-32LE")),
            Map.entry("0000FEFF", Charset.forName("UTF-32BE")),
            Map.entry("EFBBBF", StandardCharsets.UTF_8),
            Map.entry("FFFE", StandardCharsets.UTF_16LE),
            Map.entry("FEFF", StandardCharsets.UTF_16BE));

    /** The first bytes of binary files in hexadecimal, and error messages. */
    private static final Map<String, String> BINARY = Map.of(
            "504B0304", "This is an Excel workbook or another archive. Save the sheet as \"CSV UTF-8\" and send that.",
            "D0CF11E0", "This is an Excel workbook. Save the sheet as \"CSV UTF-8\" and send that.",
            "1F8B", "This file is compressed. Send it uncompressed.",
            "25504446", "This is a PDF. A table must be CSV.");

    /** Not valid in UTF-8: written where the original could not be decoded, so that the reader reports that line. */
    private static final int NOT_UTF_8 = 0xFF;

    private CsvEncoding() {}

    /**
     * Converts the file in place, and returns the error message for a line that is not in its charset. The converted
     * file ends in that line with a byte that is not UTF-8. {@link ProblemException} for a binary file.
     */
    static String convert(Path file, Charset declared) throws IOException {
        String beginning = beginning(file);
        BINARY.forEach((magic, message) -> {
            if (beginning.startsWith(magic)) {
                throw new ProblemException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, message);
            }
        });
        Charset marked = marked(beginning);
        Charset charset = marked == null ? unmarked(beginning, declared) : marked;
        if (!charset.equals(StandardCharsets.UTF_8)) {
            Path converted = file.resolveSibling(file.getFileName() + ".utf8");
            // No channels, which the interrupt of a cancelled import would close.
            try (InputStream from = new FileInputStream(file.toFile());
                    OutputStream to = new FileOutputStream(converted.toFile())) {
                transcode(from, charset.newDecoder(), to);
            } catch (IOException failure) {
                Files.deleteIfExists(converted);
                throw failure;
            }
            Files.move(converted, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return marked == null ? malformed(charset, declared) : malformed(marked);
    }

    private static String malformed(Charset marked) {
        return "is not " + marked.name() + ", as the byte order mark says; save the file as UTF-8";
    }

    private static String malformed(Charset charset, Charset declared) {
        if (declared.equals(StandardCharsets.UTF_8)) {
            return "is not UTF-8; save the file as UTF-8, or name its encoding, as in"
                    + " \"Content-Type: text/csv; charset=windows-1252\"";
        }
        // Latin-1 is read as windows-1252.
        String name = charset.equals(WINDOWS_1252) ? charset.name() : declared.name();
        return "is not " + name + (name.equals(declared.name()) ? ", as it is said to be" : "")
                + "; save the file as UTF-8, or name the encoding that it has";
    }

    /** Converts to UTF-8 up to the first malformed bytes, which become {@link #NOT_UTF_8}. */
    private static void transcode(InputStream from, CharsetDecoder decoder, OutputStream to) throws IOException {
        Writer utf8 = new OutputStreamWriter(to, StandardCharsets.UTF_8.newEncoder());
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_AT_A_TIME).limit(0);
        CharBuffer chars = CharBuffer.allocate(BYTES_AT_A_TIME);
        boolean ended = false;
        boolean sound = true;
        try {
            for (boolean done = false; !done; ) {
                CoderResult result = decoder.decode(bytes, chars, ended);
                sound = !result.isError();
                done = !sound || ended && result.isUnderflow();
                if (done && sound) {
                    decoder.flush(chars);
                }
                utf8.append(chars.flip());
                chars.clear();
                if (!done && result.isUnderflow()) {
                    bytes.compact();
                    int read = from.read(bytes.array(), bytes.position(), bytes.remaining());
                    ended = read < 0;
                    bytes.position(bytes.position() + Math.max(0, read)).flip();
                }
            }
        } catch (CharacterCodingException unpaired) {
            sound = false; // A surrogate alone, which some encodings let through.
        }
        utf8.flush();
        if (!sound) {
            to.write(NOT_UTF_8);
        }
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return HexFormat.of().withUpperCase().formatHex(in.readNBytes(4));
        }
    }

    /** The encoding of the byte order mark, or null. */
    private static @Nullable Charset marked(String beginning) {
        return MARKS.stream()
                .filter(mark -> beginning.startsWith(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Charset unmarked(String beginning, Charset declared) {
        if (declared.equals(StandardCharsets.UTF_16)) {
            // Without a byte order mark, the zero byte of the first Latin letter tells the byte order.
            return beginning.startsWith("00") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (declared.equals(StandardCharsets.ISO_8859_1)) {
            // As in the WHATWG Encoding Standard: windows-1252 differs only in control characters.
            return WINDOWS_1252;
        }
        // ASCII is the default of some clients, and a subset of UTF-8.
        return declared.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : declared;
    }
}
