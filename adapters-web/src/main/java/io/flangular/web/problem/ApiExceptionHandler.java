package io.flangular.web.problem;

import io.flangular.web.Area;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Answers whatever goes wrong below {@code /api} with a problem, be it in a handler, a filter or nowhere that knows
 * better.
 */
public final class ApiExceptionHandler implements WebExceptionHandler {
    private final ProblemWriter problems;

    /** Writes its answers with that writer. */
    public ApiExceptionHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return exchange.getResponse().isCommitted() || Area.of(exchange.getRequest()) != Area.API
                ? Mono.error(failure)
                : problems.write(exchange, Faults.told(exchange, failure));
    }
}
