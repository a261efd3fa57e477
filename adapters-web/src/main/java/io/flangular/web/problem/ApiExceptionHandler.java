package io.flangular.web.problem;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Answers whatever goes wrong below {@code /api} with a problem, be it in a handler, a filter or nowhere that knows
 * better. A fault of ours is logged with a reference, which the answer tells.
 */
public final class ApiExceptionHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private final ProblemWriter problems;

    /** Writes its answers with that writer. */
    public ApiExceptionHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        String path = exchange.getRequest().getPath().value();
        if (exchange.getResponse().isCommitted() || !(path.equals("/api") || path.startsWith("/api/"))) {
            return Mono.error(failure);
        }
        Problem problem = Problem.of(failure);
        if (problem.status().is5xxServerError()) {
            String reference = UUID.randomUUID().toString();
            LOG.error("{} {} failed, reference {}", exchange.getRequest().getMethod(), path, reference, failure);
            problem = problem.with("reference", reference);
        }
        return problems.write(exchange, problem);
    }
}
