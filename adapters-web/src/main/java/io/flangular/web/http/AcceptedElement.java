package io.flangular.web.http;

import java.util.List;
import java.util.regex.Matcher;
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

    private final String token;
    private final Pattern listed;

    AcceptedElement(String token) {
        this.token = token;
        listed = Pattern.compile(
                "(?:^|,)[ \t]*" + Pattern.quote(token)
                        + "[ \t]*(?:(?<refused>;[ \t]*q=0(?:\\.0*)?[ \t]*(?:,|$))|[;,]|$)",
                Pattern.CASE_INSENSITIVE);
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
        Matcher element = listed.matcher(line);
        return element.find() && element.group("refused") == null;
    }
}
