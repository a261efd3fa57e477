package io.flangular.web.http;

import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** The fields of a submitted form. Never logged, since it contains passwords. */
public final class FormBody {
    private static final int MAX_KILOBYTES = 16;
    private static final int MAX_FIELDS = 20;

    private final Map<String, String> fields;

    private FormBody(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * Reads a form body: 415 for another type, 413 when it is too large, 400 when it is malformed or repeats a field
     * name.
     */
    public static Mono<FormBody> read(ServerHttpRequest request) {
        String given = ContentType.of(request.getHeaders());
        MediaType type = request.getHeaders().getContentType();
        if (type == null || !MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
            return Mono.error(new ProblemException(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be a form: send it with Content-Type: application/x-www-form-urlencoded.")));
        }
        ContentType.requireUtf8(given);
        return BoundedBody.read(request, MAX_KILOBYTES).map(FormBody::parse);
    }

    /** The value of a field; empty when it is missing. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether the field is present, possibly empty. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    private static FormBody parse(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        // One byte is one character here, until the percent-encoding is gone.
        String[] pairs = new String(body, StandardCharsets.ISO_8859_1).split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) {
            throw malformed("has more than " + MAX_FIELDS + " fields");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (fields.put(name, value) != null) {
                throw malformed("names a field twice");
            }
        }
        return new FormBody(Map.copyOf(fields));
    }

    /** In one pass; {@link java.net.URLDecoder} takes several times as long. */
    private static String decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) encoded(text, i + 1);
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        String decoded = new String(bytes, 0, length, StandardCharsets.UTF_8);
        // What is not UTF-8 has become this character, which nobody types: it must not pass for what was meant.
        if (decoded.indexOf('\uFFFD') >= 0) {
            throw malformed("is not UTF-8");
        }
        return decoded;
    }

    private static int encoded(String text, int start) {
        try {
            return HexFormat.fromHexDigits(text, start, start + 2);
        } catch (IllegalArgumentException | IndexOutOfBoundsException incomplete) {
            throw malformed("has a % without two hexadecimal digits after it");
        }
    }

    private static ProblemException malformed(String how) {
        return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "The form " + how + "."));
    }

    @Override
    public String toString() {
        return "FormBody[…]";
    }
}
