package io.flangular.web.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The origin (RFC 6454) of absolute URLs of this site: the configured one, or else the one that the request was sent
 * to, as trusted proxies report it.
 */
public final class SiteOrigin {
    private final @Nullable String site;

    /**
     * Creates the origin of a site.
     *
     * @param site such as {@code https://inventory.example.org}; null for the one that each request is sent to. An
     *     {@link IllegalArgumentException} when it has more than scheme, host and port
     */
    public SiteOrigin(@Nullable URI site) {
        this.site = site == null ? null : normalized(site);
    }

    public String of(ServerHttpRequest request) {
        return site == null
                ? request.getURI().getScheme() + "://" + request.getURI().getRawAuthority()
                : site;
    }

    /** The normalized origin; {@link IllegalArgumentException} when the URL has more than scheme, host and port. */
    public static String normalized(URI site) {
        String scheme = String.valueOf(site.getScheme()).toLowerCase(Locale.ROOT);
        boolean origin = List.of("http", "https").contains(scheme)
                && site.getHost() != null
                && site.getRawUserInfo() == null
                && List.of("", "/").contains(String.valueOf(site.getRawPath()))
                && site.getRawQuery() == null
                && site.getRawFragment() == null;
        if (!origin) {
            throw new IllegalArgumentException("This is not the address of a site: " + site);
        }
        return scheme + "://" + authority(site, site.getScheme());
    }

    /** Host and port, without the default port of a scheme, which TLS at a proxy may have changed. */
    public static String authority(URI url, String scheme) {
        int defaultPort = "https".equals(scheme) ? 443 : 80;
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return url.getPort() == -1 || url.getPort() == defaultPort ? host : host + ":" + url.getPort();
    }
}
