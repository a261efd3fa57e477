package io.flangular.web.edge;

import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Rejects bodies with a content coding with 415 (RFC 9110, 12.5.3): none is supported, and a compressed body would be
 * reported as malformed JSON, CSV or form.
 */
public final class ContentEncodingFilter implements WebFilter {
    private static final String IDENTITY = "identity";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<String> codings = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        boolean plain = codings.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .allMatch(coding -> coding.isEmpty() || coding.equalsIgnoreCase(IDENTITY));
        return plain
                ? chain.filter(exchange)
                : Mono.error(new ProblemException(Problem.of(
                                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                                "The body has the Content-Encoding " + String.join(", ", codings)
                                        + ", which is not supported: send it uncompressed.")
                        .withHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY)));
    }
}
