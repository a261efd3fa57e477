package io.flangular.web.problem;

import io.flangular.web.access.Area;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Renders every error below {@code /api} as a problem (RFC 9457), whether a handler or a filter raised it.
 */
public final class ApiExceptionHandler implements WebExceptionHandler {
    private final ProblemWriter problems;

    public ApiExceptionHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return exchange.getResponse().isCommitted() || Area.of(exchange.getRequest()) != Area.API
                ? Mono.error(failure)
                : problems.write(exchange, ServerErrorReporter.report(exchange, failure));
    }
}
