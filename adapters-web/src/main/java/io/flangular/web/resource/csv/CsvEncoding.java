package io.flangular.web.resource.csv;

import io.flangular.web.problem.Problem;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Makes a file UTF-8: by its byte order mark, otherwise from the encoding that its sender names. */
final class CsvEncoding {
    private static final int BYTES_AT_A_TIME = 1 << 13;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What no text begins with, and what to do about it. */
    private static final Map<String, String> BINARY = Map.of(
            "504B0304", "This is an Excel workbook or another archive. Save the sheet as \"CSV UTF-8\" and send that.",
            "D0CF11E0", "This is an Excel workbook. Save the sheet as \"CSV UTF-8\" and send that.",
            "1F8B", "This file is compressed. Send it uncompressed.",
            "25504446", "This is a PDF. A table must be CSV.");

    /** Is in no UTF-8: the reader of the converted file finds it where the original could not be decoded. */
    private static final int NOT_UTF_8 = 0xFF;

    private CsvEncoding() {}

    /**
     * Converts the file in its place, and gives what to say of a line that is not in the encoding of the file. The
     * converted file ends in that line, and there is no UTF-8. What is no text is {@link ProblemException}.
     */
    static String convert(Path file, Charset declared) throws IOException {
        String beginning = beginning(file);
        BINARY.forEach((magic, message) -> {
            if (beginning.startsWith(magic)) {
                throw new ProblemException(Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, message));
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

    /** What to say of a line that is not in the encoding that the byte order mark names. */
    private static String malformed(Charset marked) {
        return "is not " + marked.name() + ", as the byte order mark says; save the file as UTF-8";
    }

    /** What to say of a line that is not in the encoding, which the sender declared or which is the default. */
    private static String malformed(Charset charset, Charset declared) {
        if (declared.equals(StandardCharsets.UTF_8)) {
            return "is not UTF-8; save the file as UTF-8, or name its encoding, as in"
                    + " \"Content-Type: text/csv; charset=windows-1252\"";
        }
        // Latin-1 was declared where windows-1252 is meant; the others are a name for the same.
        String name = charset.equals(WINDOWS_1252) ? charset.name() : declared.name();
        return "is not " + name + (name.equals(declared.name()) ? ", as it is said to be" : "")
                + "; save the file as UTF-8, or name the encoding that it has";
    }

    /** Writes as UTF-8 what can be decoded; at the first bytes that cannot, a byte that is no UTF-8, and no more. */
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

    /** The first four bytes in hexadecimal. */
    private static String beginning(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return HexFormat.of().withUpperCase().formatHex(in.readNBytes(4));
        }
    }

    /** The encoding that the byte order mark names, or null where there is none. */
    private static @Nullable Charset marked(String beginning) {
        if (beginning.startsWith("EFBBBF")) {
            return StandardCharsets.UTF_8;
        }
        if (beginning.startsWith("FFFE0000")) {
            return Charset.forName("UTF-32LE");
        }
        if (beginning.startsWith("0000FEFF")) {
            return Charset.forName("UTF-32BE");
        }
        if (beginning.startsWith("FFFE")) {
            return StandardCharsets.UTF_16LE;
        }
        return beginning.startsWith("FEFF") ? StandardCharsets.UTF_16BE : null;
    }

    private static Charset unmarked(String beginning, Charset declared) {
        if (declared.equals(StandardCharsets.UTF_16)) {
            // Without a mark, the zero of the first Latin letter shows which of the two it is.
            return beginning.startsWith("00") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (declared.equals(StandardCharsets.ISO_8859_1)) {
            // As the WHATWG's Encoding Standard has it: nobody means the control characters that differ.
            return WINDOWS_1252;
        }
        // Clients name ASCII by default, for which UTF-8 is the same.
        return declared.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : declared;
    }
}
