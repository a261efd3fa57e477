package io.flangular.web.http;

import io.flangular.web.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The {@code Content-Type} of a request, of which RFC 9110 (8.3) allows only one. */
public final class ContentType {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]*))", Pattern.CASE_INSENSITIVE);

    /** ASCII is a subset of UTF-8. */
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii", "ascii", "");

    private static final int MAX_SHOWN = 40;

    private ContentType() {}

    /** The header, or null; several types are rejected with 415, since the type of the body would be ambiguous. */
    public static @Nullable String of(HttpHeaders headers) {
        List<String> types = headers.getOrEmpty(HttpHeaders.CONTENT_TYPE);
        if (types.size() > 1 || types.stream().anyMatch(ContentType::isList)) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The request has more than one Content-Type; send one.");
        }
        return types.isEmpty() ? null : types.getFirst();
    }

    /** Whether the value has a comma outside quotes. */
    private static boolean isList(String type) {
        boolean quoted = false;
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                return true;
            }
        }
        return false;
    }

    /** Rejects a header with any charset other than UTF-8 with 415. Other parameters are ignored. */
    public static void requireUtf8(@Nullable String contentType) {
        Matcher charset = CHARSET.matcher(contentType == null ? "" : contentType);
        while (charset.find()) {
            String name = charset.group(1) == null ? charset.group(2) : charset.group(1);
            if (!UTF_8.contains(name.strip().toLowerCase(Locale.ROOT))) {
                String shown = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
                throw new ProblemException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be in UTF-8, but its Content-Type says charset=" + shown + ".");
            }
        }
    }
}
