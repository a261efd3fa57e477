package io.flangular.web.edge.head;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the target of a request a URI (RFC 3986), or refuses it. In the query, what clients leave as it is gets
 * percent-encoded: browsers send <code>{</code> and <code>|</code>, scripts a quote, curl raw UTF-8, and a per cent
 * sign may be meant as one. In the path, only raw UTF-8 is. What is not UTF-8 is refused in both, since it would be
 * read as something else. The cost is bounded: the length is checked before anything else, and what follows reads each
 * character once or twice.
 */
final class RequestTarget {
    /** Of the target, before and after encoding: a query with a thousand ids fits. */
    static final int MAX_LENGTH = 16_384;

    static final int MAX_PARAMETERS = 200;
    static final int MAX_SEGMENTS = 100;
    private static final String ENCODED_IN_QUERY = "\"<>\\^`{|}#%";
    private static final String ILLEGAL_IN_PATH = "\"<>\\^`{|}#%[]";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String raw;
    private final StringBuilder target;
    private final ByteArrayOutputStream decoded;

    private RequestTarget(String raw) {
        this.raw = raw;
        this.target = new StringBuilder(raw.length() + 64);
        this.decoded = new ByteArrayOutputStream(raw.length());
    }

    /** Gives the request a target that is a URI; a rejection where it cannot have one. */
    static @Nullable Rejection normalize(HttpRequest request) {
        String raw = request.uri();
        if (raw.length() > MAX_LENGTH) {
            return tooLong();
        }
        if (raw.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        RequestTarget target = new RequestTarget(raw);
        int path = pathStart(raw);
        Rejection rejection = path < 0
                ? Rejection.malformed("The target of the request is neither a path nor an http or https URL.")
                : target.read(path);
        if (rejection == null) {
            request.setUri(target.target.toString());
        }
        return rejection;
    }

    /** What is answered to a target that is too long. */
    static Rejection tooLong() {
        return new Rejection(
                HttpResponseStatus.REQUEST_URI_TOO_LONG, "The URL is longer than " + MAX_LENGTH + " characters.");
    }

    /** Where the path begins, after scheme and authority if there are any; -1 when there is none. */
    private static int pathStart(String raw) {
        if (raw.startsWith("/")) {
            return 0;
        }
        int authority =
                raw.regionMatches(true, 0, "http://", 0, 7) ? 7 : raw.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (authority < 0) {
            return -1;
        }
        int end = authority;
        while (end < raw.length() && raw.charAt(end) != '/' && raw.charAt(end) != '?') {
            end++;
        }
        return Authority.parse(raw.substring(authority, end)) == null ? -1 : end;
    }

    private @Nullable Rejection read(int path) {
        int mark = raw.indexOf('?', path);
        int query = mark < 0 ? raw.length() : mark;
        if (count("/;", path, query) > MAX_SEGMENTS) {
            return new Rejection(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "The path of the URL has more than " + MAX_SEGMENTS + " segments.");
        }
        if (count("&", query, raw.length()) >= MAX_PARAMETERS) {
            return Rejection.malformed("The query of the URL has more than " + MAX_PARAMETERS + " parameters.");
        }
        target.append(raw, 0, path);
        for (int i = path; i < raw.length(); i++) {
            if (isEncoded(i)) {
                copyEncoded(i);
                i += 2;
            } else if (i < query && isIllegalInPath(raw.charAt(i))) {
                return illegalInPath(raw.charAt(i));
            } else {
                append(raw.charAt(i), i < query);
            }
        }
        if (target.length() > MAX_LENGTH) {
            return tooLong();
        }
        return isUtf8(decoded.toByteArray()) ? null : Rejection.malformed("The URL is not UTF-8.");
    }

    private int count(String characters, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (characters.indexOf(raw.charAt(i)) >= 0) {
                count++;
            }
        }
        return count;
    }

    private boolean isEncoded(int at) {
        return raw.charAt(at) == '%'
                && at + 2 < raw.length()
                && Character.digit(raw.charAt(at + 1), 16) >= 0
                && Character.digit(raw.charAt(at + 2), 16) >= 0;
    }

    private void copyEncoded(int at) {
        target.append(raw, at, at + 3);
        decoded.write(Character.digit(raw.charAt(at + 1), 16) << 4 | Character.digit(raw.charAt(at + 2), 16));
    }

    /** The decoder has made each byte one character. */
    private void append(char c, boolean inPath) {
        decoded.write(c);
        if (c > ' ' && c < 0x7F && (inPath || ENCODED_IN_QUERY.indexOf(c) < 0)) {
            target.append(c);
        } else {
            HEX.toHexDigits(target.append('%'), (byte) c);
        }
    }

    private static boolean isIllegalInPath(char c) {
        return c <= ' ' || c == 0x7F || ILLEGAL_IN_PATH.indexOf(c) >= 0;
    }

    private static Rejection illegalInPath(char c) {
        return Rejection.malformed(
                c == '%'
                        ? "The path of the URL has a % without two hexadecimal digits after it: a per cent sign is"
                                + " written %25."
                        : "The path of the URL has a character that must be percent-encoded: it is written %"
                                + HEX.toHexDigits((byte) c) + ".");
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
