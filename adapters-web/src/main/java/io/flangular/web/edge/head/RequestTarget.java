package io.flangular.web.edge.head;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes the target of a request to a URI (RFC 3986), or rejects it. In the query, characters that clients do not
 * encode are percent-encoded: browsers send <code>{</code> and <code>|</code>, scripts a quote, curl raw UTF-8, and a
 * percent sign may be meant literally. In the path, only raw UTF-8 is encoded. Anything that is not UTF-8 is rejected.
 * The cost is bounded, since the length is checked first.
 */
final class RequestTarget {
    /** The maximum length of a target, before and after encoding. */
    static final int MAX_LENGTH = 4_096;

    /** The maximum length of a target below {@code /api/}: a query with a thousand ids fits. */
    static final int MAX_API_LENGTH = 10_240;

    static final int MAX_PATH_LENGTH = 2_048;

    static final int MAX_PARAMETERS = 200;
    static final int MAX_SEGMENTS = 100;
    private static final boolean[] LEGAL_IN_PATH = visibleExcept("\"<>\\^`{|}#[]%");
    private static final boolean[] LEGAL_IN_QUERY = visibleExcept("\"<>\\^`{|}#%");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String[] ENCODED = IntStream.range(0, 256)
            .mapToObj(c -> "%" + HEX.toHexDigits((byte) c))
            .toArray(String[]::new);

    private final String raw;

    private RequestTarget(String raw) {
        this.raw = raw;
    }

    /** Normalizes the target of a request to a URI; returns a rejection when it cannot be one. */
    static @Nullable Rejection normalize(HttpRequest request) {
        String raw = request.uri();
        if (raw.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        int path = pathStart(raw);
        if (path < 0) {
            return Rejection.malformed("The target of the request is neither a path nor an http or https URL.");
        }
        int maxLength = raw.startsWith("/api/", path) ? MAX_API_LENGTH : MAX_LENGTH;
        if (raw.length() > maxLength) {
            return tooLong("The URL", maxLength);
        }
        RequestTarget target = new RequestTarget(raw);
        Rejection rejection = target.check(path);
        if (rejection != null) {
            return rejection;
        }
        String encoded = target.encoded();
        if (encoded.length() > maxLength) {
            return tooLong("The URL", maxLength);
        }
        if (!isUtf8(encoded)) {
            return Rejection.malformed("The URL is not UTF-8.");
        }
        request.setUri(encoded);
        return null;
    }

    static Rejection tooLong() {
        return tooLong("The URL", MAX_API_LENGTH);
    }

    private static Rejection tooLong(String part, int limit) {
        return new Rejection(
                HttpResponseStatus.REQUEST_URI_TOO_LONG, part + " is longer than " + limit + " characters.");
    }

    /** The index of the path, after an optional scheme and authority; -1 when the target is malformed. */
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

    private @Nullable Rejection check(int path) {
        int mark = raw.indexOf('?', path);
        int query = mark < 0 ? raw.length() : mark;
        if (query - path > MAX_PATH_LENGTH) {
            return tooLong("The path of the URL", MAX_PATH_LENGTH);
        }
        Rejection rejection = checkPath(path, query);
        return rejection == null ? checkQuery(query) : rejection;
    }

    private @Nullable Rejection checkPath(int from, int to) {
        int segments = 0;
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c == '/' || c == ';') {
                if (++segments > MAX_SEGMENTS) {
                    return new Rejection(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "The path of the URL has more than " + MAX_SEGMENTS + " segments.");
                }
            } else if (c < 0x80 && !LEGAL_IN_PATH[c] && !isEncoded(i)) {
                return illegalInPath(c);
            }
        }
        return null;
    }

    private @Nullable Rejection checkQuery(int from) {
        int parameters = 1;
        for (int i = raw.indexOf('&', from); i >= 0; i = raw.indexOf('&', i + 1)) {
            if (++parameters > MAX_PARAMETERS) {
                return Rejection.malformed("The query of the URL has more than " + MAX_PARAMETERS + " parameters.");
            }
        }
        return null;
    }

    private boolean isEncoded(int at) {
        return raw.charAt(at) == '%'
                && at + 2 < raw.length()
                && HexFormat.isHexDigit(raw.charAt(at + 1))
                && HexFormat.isHexDigit(raw.charAt(at + 2));
    }

    /** Each character is one byte of the request. */
    private String encoded() {
        StringBuilder encoded = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (LEGAL_IN_QUERY[c & 0xFF]) {
                continue;
            }
            if (isEncoded(i)) {
                i += 2;
            } else {
                encoded.append(raw, copied, i).append(ENCODED[c & 0xFF]);
                copied = i + 1;
            }
        }
        return copied == 0 ? raw : encoded.append(raw, copied, raw.length()).toString();
    }

    private static Rejection illegalInPath(char c) {
        return Rejection.malformed(
                c == '%'
                        ? "The path of the URL has a % without two hexadecimal digits after it: a per cent sign is"
                                + " written %25."
                        : "The path of the URL has a character that must be percent-encoded: it is written %"
                                + HEX.toHexDigits((byte) c) + ".");
    }

    /** Whether the percent-encoded bytes of a URI are UTF-8. */
    private static boolean isUtf8(String uri) {
        int at = uri.indexOf('%');
        while (at >= 0 && uri.charAt(at + 1) < '8') {
            at = uri.indexOf('%', at + 3);
        }
        if (at < 0) {
            return true;
        }
        ByteBuffer decoded = ByteBuffer.allocate(uri.length());
        for (int i = at; i < uri.length(); i++) {
            boolean encoded = uri.charAt(i) == '%';
            decoded.put(encoded ? (byte) HexFormat.fromHexDigits(uri, i + 1, i + 3) : (byte) uri.charAt(i));
            i += encoded ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(decoded.flip());
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static boolean[] visibleExcept(String excluded) {
        boolean[] characters = new boolean[256];
        Arrays.fill(characters, '!', 0x7F, true);
        excluded.chars().forEach(c -> characters[c] = false);
        return characters;
    }
}
