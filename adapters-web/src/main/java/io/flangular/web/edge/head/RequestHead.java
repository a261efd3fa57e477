package io.flangular.web.edge.head;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects heads that are malformed, ambiguous or expensive to parse: the limits here bound the cost of all code,
 * including libraries, that reads a head before the client is authenticated.
 */
public final class RequestHead {
    static final int MAX_FIELDS = 100;
    static final int MAX_COOKIES = 300;
    /** The maximum length of a header that is parsed before authentication, all its lines together. */
    static final int MAX_PARSED_VALUE = 1_024;

    private static final Set<String> PARSED = Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "connection",
            "content-encoding",
            "content-type",
            "expect",
            "forwarded",
            "if-match",
            "if-none-match",
            "origin",
            "range",
            "transfer-encoding",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto");

    private RequestHead() {}

    /** The error of the head, or null; the target of a valid request is normalized to a URI. */
    public static @Nullable Rejection check(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult());
        }
        Rejection rejection = framing(request);
        if (rejection == null) {
            rejection = fields(request.headers());
        }
        if (rejection == null) {
            rejection = RequestTarget.normalize(request);
        }
        return rejection == null ? hostOfTarget(request) : rejection;
    }

    /** A target with an authority, as proxies are sent, takes the place of {@code Host} (RFC 9112, 3.2.2). */
    private static @Nullable Rejection hostOfTarget(HttpRequest request) {
        if (request.uri().startsWith("/") || request.uri().equals("*")) {
            return null;
        }
        int start = request.uri().indexOf("://") + 3;
        String authority = request.uri().substring(start).split("[/?#]", 2)[0];
        request.headers().set(HttpHeaderNames.HOST, authority);
        return fields(request.headers());
    }

    private static Rejection undecodable(DecoderResult failure) {
        Throwable cause = failure.cause();
        if (cause instanceof TooLongHttpLineException) {
            return RequestTarget.tooLong();
        }
        return cause instanceof TooLongHttpHeaderException
                ? tooLarge("The headers of the request are larger than 16 KB. Often the cause is many cookies: delete"
                        + " the cookies of this site, also those of other applications on the same host.")
                : Rejection.malformed("The request is not HTTP as RFC 9112 defines it.");
    }

    /** Checks for ambiguous framing that the decoder accepts. */
    private static @Nullable Rejection framing(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean current = version.equals(HttpVersion.HTTP_1_1);
        if (!current && !version.equals(HttpVersion.HTTP_1_0)) {
            return new Rejection(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "Only HTTP/1.1 and HTTP/1.0 are served.");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean host = hosts.size() == 1 ? Authority.parse(hosts.getFirst()) != null : hosts.isEmpty() && !current;
        if (!host) {
            return Rejection.malformed("The request needs one header Host with a name or an IP address, and a port"
                    + " where it is not the default one.");
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                        || codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
                ? null
                : new Rejection(
                        HttpResponseStatus.NOT_IMPLEMENTED, "The only Transfer-Encoding that is served is chunked.");
    }

    private static @Nullable Rejection fields(HttpHeaders headers) {
        if (headers.size() > MAX_FIELDS) {
            return tooLarge("The request has more than " + MAX_FIELDS + " headers.");
        }
        int cookies = 0;
        Map<String, Integer> lengths = new HashMap<>();
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            if (HttpHeaderNames.COOKIE.contentEqualsIgnoreCase(field.getKey())) {
                cookies += 1 + count(field.getValue(), ';');
                continue;
            }
            String name = field.getKey().toString().toLowerCase(Locale.ROOT);
            if (PARSED.contains(name)
                    && lengths.merge(name, field.getValue().length(), Integer::sum) > MAX_PARSED_VALUE) {
                return tooLarge(
                        "The header " + field.getKey() + " is longer than " + MAX_PARSED_VALUE + " characters.");
            }
        }
        return cookies <= MAX_COOKIES
                ? null
                : tooLarge(
                        "The request has more than " + MAX_COOKIES + " cookies: delete the cookies of this site, also"
                                + " those of other applications on the same host.");
    }

    private static int count(CharSequence text, char wanted) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == wanted) {
                count++;
            }
        }
        return count;
    }

    private static Rejection tooLarge(String message) {
        return new Rejection(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, message);
    }
}
