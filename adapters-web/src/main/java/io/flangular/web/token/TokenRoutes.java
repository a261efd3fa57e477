package io.flangular.web.token;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The tokens of whoever is logged in, at {@code /api/token}. */
public final class TokenRoutes {
    private TokenRoutes() {}

    /** The routes to that handler. */
    public static RouterFunction<ServerResponse> of(TokenHandler handler) {
        return RouterFunctions.route()
                .route(
                        path("/api/token"),
                        new Methods(TokenHandler::user).get(handler::list).on(HttpMethod.POST, handler::issue))
                .route(path("/api/token/{id}"), new Methods(TokenHandler::user).on(HttpMethod.DELETE, handler::revoke))
                .build();
    }
}
