package io.flangular.web.edge;

import io.flangular.web.http.SiteUrl;
import io.flangular.web.problem.Problem;
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
    private final @Nullable String authority;

    /**
     * Creates the filter.
     *
     * @param site such as {@code https://inventory.example.org}; null to allow any host. {@link
     *     IllegalArgumentException} when it has more than scheme, host and port
     */
    public HostFilter(@Nullable URI site) {
        this.authority = site == null ? null : SiteUrl.authority(URI.create(SiteUrl.origin(site)));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return authority == null
                        || authority.equals(
                                SiteUrl.authority(exchange.getRequest().getURI()))
                ? chain.filter(exchange)
                : Mono.error(new ProblemException(
                        Problem.of(HttpStatus.MISDIRECTED_REQUEST, "This is not the address of this site.")));
    }
}
