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
    /** What a browser sends in place of an origin where a policy keeps it back, such as {@code no-referrer}. */
    private static final String OPAQUE = "null";

    private static final int MAX_SHOWN = 300;

    private SameOrigin() {}

    /** Refuses what another site sent as not allowed, and says how the request looked. */
    public static void require(ServerHttpRequest request) {
        if (!holdsFor(request)) {
            throw new DomainException.NotAllowed(refusal(request));
        }
    }

    /**
     * Whether nothing says that another site sent the request. Behind a proxy that does not pass it on, the scheme is not
     * known here; but what came over HTTPS is not of the same origin as a page that came without.
     */
    public static boolean holdsFor(ServerHttpRequest request) {
        String site = site(request);
        String origin = origin(request);
        boolean own = site == null || site.equals(SAME_ORIGIN) || site.equals("none");
        return own && (origin == null || names(origin, request) || OPAQUE.equals(origin) && SAME_ORIGIN.equals(site));
    }

    /**
     * Whether nothing says that another site led a browser here. Browsers send {@code Sec-Fetch-Site} to secure sites
     * only; without it the {@code Referer} counts, if there is one.
     */
    public static boolean holdsForNavigation(ServerHttpRequest request) {
        String referer = request.getHeaders().getFirst(HttpHeaders.REFERER);
        return holdsFor(request) && (site(request) != null || referer == null || names(origin(referer), request));
    }

    /** The origin of a URL; an empty one where it has none. */
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

    /** Browsers leave out the port that the scheme has anyway; proxies and scripts may not. */
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
