package io.flangular.web.session;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells forms of this site from forms of other sites, by the headers that only a browser can set. */
final class SameOrigin {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameOrigin() {}

    /**
     * Whether nothing says that another site sent the request. The scheme is left to {@code Sec-Fetch-Site}, since
     * behind a proxy it may not be known here.
     */
    static boolean holdsFor(ServerHttpRequest request) {
        String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return (site == null || OWN.contains(site)) && (origin == null || names(origin, request));
    }

    private static boolean names(String origin, ServerHttpRequest request) {
        String authority = String.valueOf(request.getURI().getRawAuthority()).toLowerCase(Locale.ROOT);
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + authority) || lower.equals("https://" + authority);
    }
}
