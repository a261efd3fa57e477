package io.flangular.web.edge;

import io.flangular.web.SiteAddress;
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
 * Answers requests to the site's own address alone, when it is known: a page of another name that points here, or a
 * request that names another host, gets nothing.
 */
public final class SiteHost implements WebFilter {
    private final @Nullable String authority;

    /**
     * Lets through what is for that site.
     *
     * @param site such as {@code https://inventory.example.org}; null when any name will do. An {@link
     *     IllegalArgumentException} when it is anything but scheme, host and port
     */
    public SiteHost(@Nullable URI site) {
        this.authority = site == null ? null : SiteAddress.authority(URI.create(SiteAddress.origin(site)));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return authority == null
                        || authority.equals(
                                SiteAddress.authority(exchange.getRequest().getURI()))
                ? chain.filter(exchange)
                : Mono.error(new ProblemException(
                        Problem.of(HttpStatus.MISDIRECTED_REQUEST, "This is not the address of this site.")));
    }
}
