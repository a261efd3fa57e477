package io.flangular.web.http;

import io.flangular.domain.DomainException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Distinguishes same-origin from cross-site requests, by headers that only browsers can set. */
public final class SameOrigin {
    private static final String SAME_ORIGIN = "same-origin";
    /** Sent by browsers instead of an origin that a referrer policy withholds. */
    private static final String OPAQUE = "null";

    private static final int MAX_SHOWN = 300;

    private SameOrigin() {}

    /** Throws {@link DomainException.NotAllowed} for a cross-site request; the message describes its headers. */
    public static void require(ServerHttpRequest request) {
        if (!holdsFor(request)) {
            throw new DomainException.NotAllowed(refusal(request));
        }
    }

    /**
     * Whether no header indicates a cross-site request. Behind a proxy that does not forward the scheme, it is unknown
     * whether the request came over HTTPS; a request over HTTPS does not have the origin of an HTTP page.
     */
    public static boolean holdsFor(ServerHttpRequest request) {
        String site = site(request);
        String origin = origin(request);
        boolean own = site == null || site.equals(SAME_ORIGIN) || site.equals("none");
        return own && (origin == null || names(origin, request) || OPAQUE.equals(origin) && SAME_ORIGIN.equals(site));
    }

    /**
     * Whether no header indicates a navigation from another site. Browsers send {@code Sec-Fetch-Site} only to secure
     * sites; without it, the {@code Referer} decides, if present.
     */
    public static boolean holdsForNavigation(ServerHttpRequest request) {
        String referer = request.getHeaders().getFirst(HttpHeaders.REFERER);
        return holdsFor(request) && (site(request) != null || referer == null || names(origin(referer), request));
    }

    /** The origin of a URL; empty when it has none. */
    private static String origin(String url) {
        try {
            URI uri = new URI(url);
            return uri.getRawAuthority() == null ? "" : uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (URISyntaxException malformed) {
            return "";
        }
    }

    private static @Nullable String site(ServerHttpRequest request) {
        return request.getHeaders().getFirst("Sec-Fetch-Site");
    }

    private static @Nullable String origin(ServerHttpRequest request) {
        return request.getHeaders().getFirst(HttpHeaders.ORIGIN);
    }

    private static boolean names(String origin, ServerHttpRequest request) {
        String given = origin.toLowerCase(Locale.ROOT);
        String lower = withoutPort(given, given.startsWith("https:") ? ":443" : ":80");
        String authority = String.valueOf(request.getURI().getRawAuthority()).toLowerCase(Locale.ROOT);
        return lower.equals("http://" + withoutPort(authority, ":80"))
                        && !"https".equals(request.getURI().getScheme())
                || lower.equals("https://" + withoutPort(authority, ":443"));
    }

    /** Browsers omit the default port of the scheme; proxies and scripts may not. */
    private static String withoutPort(String authority, String usual) {
        return authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority;
    }

    private static String refusal(ServerHttpRequest request) {
        String origin = origin(request);
        if (origin == null || names(origin, request)) {
            return "This request came from another site: Sec-Fetch-Site is " + shown(site(request)) + ".";
        }
        return "This request came from the origin " + shown(origin) + ", but this site is "
                + request.getURI().getScheme() + "://" + request.getURI().getRawAuthority()
                + ". If both are this site, a proxy does not pass on its host and port.";
    }

    private static String shown(@Nullable String header) {
        String text = String.valueOf(header);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
