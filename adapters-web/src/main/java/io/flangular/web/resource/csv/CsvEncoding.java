package io.flangular.web.resource.csv;

import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Makes a file UTF-8: by its byte order mark, otherwise from the encoding that its sender names. */
final class CsvEncoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What no text begins with, and what to do about it. */
    private static final Map<String, String> BINARY = Map.of(
            "504B0304", "This is an Excel workbook or another archive. Save the sheet as \"CSV UTF-8\" and send that.",
            "D0CF11E0", "This is an Excel workbook. Save the sheet as \"CSV UTF-8\" and send that.",
            "1F8B", "This file is compressed. Send it uncompressed.",
            "25504446", "This is a PDF. A table must be CSV.");

    /** Is in no text: Unicode has no character there. */
    private static final String NO_CHARACTER = "\uFFFF";

    private CsvEncoding() {}

    /**
     * Converts the file in its place, and gives it. What is no text, or not of that encoding, is {@link
     * ProblemException}.
     */
    static Path convert(Path file, Charset declared) throws IOException {
        String beginning = beginning(file);
        BINARY.forEach((magic, message) -> {
            if (beginning.startsWith(magic)) {
                throw new ProblemException(Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, message));
            }
        });
        Charset charset = charset(beginning, declared);
        if (charset.equals(StandardCharsets.UTF_8)) {
            return file; // The parser says which line is not.
        }
        Path converted = file.resolveSibling(file.getFileName() + ".utf8");
        // No channels, which the interrupt of a cancelled import would close.
        try (Reader from = new InputStreamReader(new FileInputStream(file.toFile()), charset.newDecoder());
                Writer to = new OutputStreamWriter(
                        new FileOutputStream(converted.toFile()), StandardCharsets.UTF_8.newEncoder())) {
            from.transferTo(to);
        } catch (CharacterCodingException malformed) {
            Files.deleteIfExists(converted);
            throw new ProblemException(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "The file is not " + charset.name() + ", as it is said to be: see line "
                            + malformedLine(file, charset) + "."));
        } catch (IOException failure) {
            Files.deleteIfExists(converted);
            throw failure;
        }
        return Files.move(converted, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The number of the first line that cannot be decoded. */
    private static int malformedLine(Path file, Charset charset) throws IOException {
        CharsetDecoder marking = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(NO_CHARACTER);
        try (LineNumberReader lines =
                new LineNumberReader(new InputStreamReader(new FileInputStream(file.toFile()), marking))) {
            int read = lines.read();
            while (read >= 0 && read != NO_CHARACTER.charAt(0)) {
                read = lines.read();
            }
            return lines.getLineNumber() + 1;
        }
    }

    /** The first four bytes in hexadecimal. */
    private static String beginning(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return HexFormat.of().withUpperCase().formatHex(in.readNBytes(4));
        }
    }

    private static Charset charset(String beginning, Charset declared) {
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
        if (beginning.startsWith("FEFF")) {
            return StandardCharsets.UTF_16BE;
        }
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
