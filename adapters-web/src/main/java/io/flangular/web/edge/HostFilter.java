package io.flangular.web.edge;

import io.flangular.web.http.SiteOrigin;
import io.flangular.web.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Rejects requests for another host than the configured one with 421, as protection against DNS rebinding and forged
 * {@code Host} headers.
 */
public final class HostFilter implements WebFilter {
    private final @Nullable URI site;

    /** Creates the filter of an origin, as {@link SiteOrigin#normalized}; null allows any host. */
    public HostFilter(@Nullable URI site) {
        this.site = site == null ? null : URI.create(SiteOrigin.normalized(site));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return site == null || isOf(site, exchange.getRequest().getURI())
                ? chain.filter(exchange)
                : Mono.error(
                        new ProblemException(HttpStatus.MISDIRECTED_REQUEST, "This is not the address of this site."));
    }

    private static boolean isOf(URI site, URI request) {
        String authority = SiteOrigin.authority(site, site.getScheme());
        return authority.equals(SiteOrigin.authority(request, request.getScheme()))
                || authority.equals(SiteOrigin.authority(request, site.getScheme()));
    }
}
