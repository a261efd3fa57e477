package io.flangular.web.spa;

import io.flangular.web.access.Area;
import io.flangular.web.http.AcceptedElement;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemWriter;
import io.flangular.web.problem.ServerErrorReporter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Renders every error, whether a handler or a filter raised it: as a problem (RFC 9457) or, outside the API, as an HTML
 * page when the client accepts HTML. Of a server error, only the reference is disclosed.
 */
public final class ErrorResponseHandler implements WebExceptionHandler {
    private final Pages pages;
    private final ProblemWriter problems;

    public ErrorResponseHandler(Pages pages, ProblemWriter problems) {
        this.pages = pages;
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        Problem problem = ServerErrorReporter.report(exchange, failure);
        return wantsPage(exchange.getRequest()) ? page(exchange, problem) : problems.write(exchange, problem);
    }

    private Mono<Void> page(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().putAll(problem.headers());
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        return SpaHandler.write(exchange, pages.error(problem).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean wantsPage(ServerHttpRequest request) {
        return Area.of(request) != Area.API
                && AcceptedElement.HTML.isIn(request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
    }
}
