package io.flangular.web.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A media type or content coding that a client may list in {@code Accept} or {@code Accept-Encoding} (RFC 9110, 12.5).
 * It is searched for in the header as sent: to parse a header of many elements costs several times as much as an
 * ordinary request, and malformed elements are no reason to refuse one.
 */
public enum AcceptedElement {
    HTML("text/html"),
    JSON("application/json"),
    BROTLI("br"),
    GZIP("gzip");

    /** Parameters, of which the first is no quality of 0. */
    private static final Pattern ACCEPTED =
            Pattern.compile("[ \t]*(?:;(?![ \t]*q=0(?:\\.0*)?[ \t]*$).*)?", Pattern.CASE_INSENSITIVE);

    private final String token;

    AcceptedElement(String token) {
        this.token = token;
    }

    /** The name in lower case, as in {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /** Whether one of these header lines lists the element by its name, with a quality above 0. */
    public boolean isIn(List<String> lines) {
        return lines.stream().anyMatch(this::isIn);
    }

    private boolean isIn(String line) {
        int end;
        for (int start = 0; start < line.length(); start = end + 1) {
            int comma = line.indexOf(',', start);
            end = comma < 0 ? line.length() : comma;
            while (start < end && isBlank(line.charAt(start))) {
                start++;
            }
            int rest = start + token.length();
            if (line.regionMatches(true, start, token, 0, token.length())
                    && ACCEPTED.matcher(line).region(rest, end).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
