package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.web.Area;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What guards some areas. A chain of Spring Security with our filters alone: its own would cost as much as everything
 * else that happens to a request.
 */
public final class AreaChain implements SecurityWebFilterChain {
    private final Set<Area> areas;
    private final List<WebFilter> filters;

    /** These filters guard these areas; no filters let everybody in. */
    public AreaChain(Set<Area> areas, WebFilter... filters) {
        this.areas = Set.copyOf(areas);
        this.filters = List.of(filters);
    }

    /** What comes last: it refuses whatever no other chain is there for. */
    public static AreaChain denying() {
        return new AreaChain(
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
