package io.flangular.web.problem;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses addresses that are too long. The server has a limit of its own, which must be larger: when it refuses a
 * request that follows another at once on the same connection, the answer may never be sent (reactor-netty 4361).
 */
public final class AddressLimit implements WebFilter {
    private static final int MOST = 4_096;

    private final ProblemWriter problems;

    /** Answers with that writer. */
    public AddressLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getURI().toString().length() <= MOST
                ? chain.filter(exchange)
                : problems.write(
                        exchange, Problem.of(HttpStatus.URI_TOO_LONG, "The address is longer than 4096 characters."));
    }
}
