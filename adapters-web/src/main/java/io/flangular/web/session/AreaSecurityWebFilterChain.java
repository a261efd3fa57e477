package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.web.access.Area;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The filters of some areas. It contains only our own filters: the defaults of Spring Security would cost as much as
 * everything else that happens to a request.
 */
public final class AreaSecurityWebFilterChain implements SecurityWebFilterChain {
    private final Set<Area> areas;
    private final List<WebFilter> filters;

    /** Applies the filters to the areas. Without filters, every request is permitted. */
    public AreaSecurityWebFilterChain(Set<Area> areas, WebFilter... filters) {
        this.areas = Set.copyOf(areas);
        this.filters = List.of(filters);
    }

    /** The last chain: denies every request that no other chain matches. */
    public static AreaSecurityWebFilterChain denying() {
        return new AreaSecurityWebFilterChain(
                EnumSet.allOf(Area.class),
                (exchange, chain) -> Mono.error(new DomainException.NotAllowed("Nothing is served here.")));
    }

    @Override
    public Mono<Boolean> matches(ServerWebExchange exchange) {
        return Mono.just(areas.contains(Area.of(exchange.getRequest())));
    }

    @Override
    public Flux<WebFilter> getWebFilters() {
        return Flux.fromIterable(filters);
    }
}
