package io.flangular.web.session;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** The login site at {@code /login} and the session at {@code /api/session}. */
public final class SessionRoutes {
    private SessionRoutes() {}

    /** The routes to that handler. */
    public static RouterFunction<ServerResponse> of(SessionHandler handler) {
        return RouterFunctions.route()
                .route(path("/login"), request -> Mono.defer(() -> login(handler, request)))
                .route(path("/api/session"), request -> Mono.defer(() -> session(handler, request)))
                .build();
    }

    private static Mono<ServerResponse> login(SessionHandler handler, ServerRequest request) {
        HttpMethod method = request.method();
        if (method == HttpMethod.POST) {
            return handler.logIn(request);
        }
        if (method == HttpMethod.GET) {
            return handler.logOut(request);
        }
        if (method == HttpMethod.HEAD) {
            return handler.show(request);
        }
        return Mono.error(
                new MethodNotAllowedException(method, List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST)));
    }

    private static Mono<ServerResponse> session(SessionHandler handler, ServerRequest request) {
        HttpMethod method = request.method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD
                ? handler.current(request)
                : Mono.error(new MethodNotAllowedException(method, List.of(HttpMethod.GET, HttpMethod.HEAD)));
    }
}
