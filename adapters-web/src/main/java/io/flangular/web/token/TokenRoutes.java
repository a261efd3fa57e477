package io.flangular.web.token;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** The tokens of whoever is logged in, at {@code /api/token}. */
public final class TokenRoutes {
    private TokenRoutes() {}

    /** The routes to that handler. */
    public static RouterFunction<ServerResponse> of(TokenHandler handler) {
        return RouterFunctions.route()
                .route(path("/api/token"), request -> Mono.defer(() -> tokens(handler, request)))
                .route(path("/api/token/{id}"), request -> Mono.defer(() -> token(handler, request)))
                .build();
    }

    private static Mono<ServerResponse> tokens(TokenHandler handler, ServerRequest request) {
        HttpMethod method = request.method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            return handler.list(request);
        }
        return method == HttpMethod.POST
                ? handler.issue(request)
                : Mono.error(new MethodNotAllowedException(
                        method, List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST)));
    }

    private static Mono<ServerResponse> token(TokenHandler handler, ServerRequest request) {
        HttpMethod method = request.method();
        return method == HttpMethod.DELETE
                ? handler.revoke(request)
                : Mono.error(new MethodNotAllowedException(method, List.of(HttpMethod.DELETE)));
    }
}
