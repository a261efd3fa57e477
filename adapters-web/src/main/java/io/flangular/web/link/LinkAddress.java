package io.flangular.web.link;

import io.flangular.domain.link.LinkCode;
import io.flangular.web.SiteAddress;
import io.flangular.web.http.SiteOrigin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Makes the address that a one-time link leads to. The code is in the fragment, which browsers send to nobody: it stands
 * in no log, neither here nor on the way.
 */
public final class LinkAddress {
    static final String PATH = "/login/password";

    private final SiteOrigin origin;

    /**
     * Addresses of that site.
     *
     * @param site such as {@code https://inventory.example.org}; null for the one that each request came to. An {@link
     *     IllegalArgumentException} when it is anything but scheme, host and port
     */
    public LinkAddress(@Nullable URI site) {
        this.origin = new SiteOrigin(site);
    }

    /** The address for the answer to a request. */
    public String of(LinkCode code, ServerHttpRequest request) {
        return origin.of(request) + PATH + "#" + code.value();
    }

    /** The address on that site, for what is sent to people without a request of theirs. */
    static String on(URI site, LinkCode code) {
        return SiteAddress.origin(site) + PATH + "#" + code.value();
    }
}
