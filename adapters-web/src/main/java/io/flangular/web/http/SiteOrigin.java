package io.flangular.web.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The origin (RFC 6454) with which absolute URLs of this site begin: the configured one, or else the one that the
 * request was sent to, as trusted proxies report it.
 */
public final class SiteOrigin {
    private final @Nullable String site;

    /**
     * The origin of that site.
     *
     * @param site such as {@code https://inventory.example.org}; null for the one that each request is sent to. An
     *     {@link IllegalArgumentException} when it is anything but scheme, host and port
     */
    public SiteOrigin(@Nullable URI site) {
        this.site = site == null ? null : SiteUrl.origin(site);
    }

    /** The origin for the response to a request. */
    public String of(ServerHttpRequest request) {
        return site == null
                ? request.getURI().getScheme() + "://" + request.getURI().getRawAuthority()
                : site;
    }
}
