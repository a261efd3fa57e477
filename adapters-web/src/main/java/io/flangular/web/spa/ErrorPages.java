package io.flangular.web.spa;

import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Answers whatever goes wrong outside the API: with the error page when a browser asks for a page, else with a problem.
 * A fault of ours is logged with a reference, which the answer tells, and nothing more.
 */
public final class ErrorPages implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Pages pages;
    private final ProblemWriter problems;

    /** Answers with these. */
    public ErrorPages(Pages pages, ProblemWriter problems) {
        this.pages = pages;
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()
                || belongsToApi(exchange.getRequest().getPath().value())) {
            return Mono.error(failure);
        }
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        Problem problem = Problem.of(failure);
        String reference = "";
        if (problem.status().value() == 500) {
            reference = UUID.randomUUID().toString();
            LOG.error(
                    "{} {} failed, reference {}",
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath().value(),
                    reference,
                    failure);
            problem = problem.with("reference", reference);
        }
        return wantsPage(exchange) ? page(exchange, problem, reference) : problems.write(exchange, problem);
    }

    private Mono<Void> page(ServerWebExchange exchange, Problem problem, String reference) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().putAll(problem.headers());
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        String title = Problem.title(problem.status());
        String html = pages.error(Map.of(
                "status",
                problem.status().value(),
                "title",
                title,
                "message",
                problem.message().equals(title) ? "" : problem.message(),
                "reference",
                reference));
        return SpaHandler.write(exchange, html.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean belongsToApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private static boolean wantsPage(ServerWebExchange exchange) {
        try {
            return exchange.getRequest().getHeaders().getAccept().stream()
                    .anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }
}
