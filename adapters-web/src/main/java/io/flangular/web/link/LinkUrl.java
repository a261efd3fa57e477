package io.flangular.web.link;

import io.flangular.domain.link.LinkCode;
import io.flangular.web.http.SiteOrigin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Builds the URL of a one-time link. The code is in the fragment, which browsers do not send, so that it appears in no
 * access log.
 */
public final class LinkUrl {
    static final String PATH = "/login/password";

    private final SiteOrigin origin;

    /** Creates URLs of a site, as {@link SiteOrigin#SiteOrigin}. */
    public LinkUrl(@Nullable URI site) {
        this.origin = new SiteOrigin(site);
    }

    public String of(LinkCode code, ServerHttpRequest request) {
        return origin.of(request) + PATH + "#" + code.value();
    }

    /** The URL on the configured site, for e-mails. */
    public static String on(URI site, LinkCode code) {
        return SiteOrigin.normalized(site) + PATH + "#" + code.value();
    }
}
