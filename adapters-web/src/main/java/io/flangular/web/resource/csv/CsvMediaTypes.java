package io.flangular.web.resource.csv;

import io.flangular.web.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The types under which programs send CSV. */
public final class CsvMediaTypes {
    /** The last one is sent by browsers on Windows with Excel installed. */
    private static final Set<String> CSV = Set.of(
            "text/csv",
            "application/csv",
            "text/x-csv",
            "application/x-csv",
            "text/comma-separated-values",
            "text/tab-separated-values",
            "application/vnd.ms-excel");

    /** Types of files that may be tables. */
    private static final Pattern FILE =
            Pattern.compile("text/.*|application/octet-stream|application/.*(excel|spreadsheet).*");

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?");

    private CsvMediaTypes() {}

    public static boolean isCsv(@Nullable String contentType) {
        return CSV.contains(essence(contentType));
    }

    /** Whether a body of that type may have been meant as a table. */
    public static boolean isFile(@Nullable String contentType) {
        return FILE.matcher(essence(contentType)).matches();
    }

    /** The charset of a type, by default UTF-8; {@link ProblemException} when it is unknown. */
    public static Charset charset(@Nullable String contentType) {
        Matcher charset = CHARSET.matcher(contentType == null ? "" : contentType);
        if (!charset.find() || charset.group(1).isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(charset.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The charset of the table is not known. Send it in UTF-8, as \"Content-Type: text/csv\".");
        }
    }

    private static String essence(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
