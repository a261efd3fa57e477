package io.flangular.web;

import io.flangular.domain.DomainException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells requests of this site from requests of other sites, by the headers that only a browser can set. */
public final class SameOrigin {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** Refuses what another site sent as not allowed. */
    public static void require(ServerHttpRequest request) {
        if (!holdsFor(request)) {
            throw new DomainException.NotAllowed("This form came from another site.");
        }
    }

    /**
     * Whether nothing says that another site sent the request. The scheme is left to {@code Sec-Fetch-Site}, since
     * behind a proxy it may not be known here.
     */
    public static boolean holdsFor(ServerHttpRequest request) {
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
