package io.flangular.web.apitoken;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The API tokens of the logged-in user, at {@code /api/token}. */
public final class ApiTokenRoutes {
    private ApiTokenRoutes() {}

    /** The routes of this handler. */
    public static RouterFunction<ServerResponse> of(ApiTokenHandler handler) {
        return RouterFunctions.route()
                .route(
                        path("/api/token"),
                        new Methods(ApiTokenHandler::user).get(handler::list).on(HttpMethod.POST, handler::issue))
                .route(
                        path("/api/token/{id}"),
                        new Methods(ApiTokenHandler::user).on(HttpMethod.DELETE, handler::revoke))
                .build();
    }
}
