package io.flangular.web.edge;

import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Rejects methods that no route supports, such as TRACE, which would expose {@code HttpOnly} cookies to scripts. */
public final class AllowedMethodsFilter implements WebFilter {
    private static final List<HttpMethod> SERVED = Arrays.stream(HttpMethod.values())
            .filter(method -> method != HttpMethod.TRACE)
            .toList();
    private static final String ALLOWED = SERVED.stream().map(HttpMethod::name).collect(Collectors.joining(", "));

    private final ProblemWriter problems;

    public AllowedMethodsFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return SERVED.contains(exchange.getRequest().getMethod())
                ? chain.filter(exchange)
                : problems.write(
                        exchange,
                        Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This method is not served.")
                                .withHeader(HttpHeaders.ALLOW, ALLOWED));
    }
}
