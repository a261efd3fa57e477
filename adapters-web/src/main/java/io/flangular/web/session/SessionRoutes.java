package io.flangular.web.session;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The login site at {@code /login} and the session at {@code /api/session}. */
public final class SessionRoutes {
    private SessionRoutes() {}

    /** The routes to these handlers. */
    public static RouterFunction<ServerResponse> of(SessionHandler handler, LoginHandler login) {
        return RouterFunctions.route()
                .route(
                        path("/login"),
                        // HEAD is no GET here: it must not log anybody out.
                        new Methods()
                                .on(GET, handler::logout)
                                .on(HEAD, handler::show)
                                .on(POST, login::login))
                .route(path("/api/session"), new Methods(SessionHandler::session).get(handler::current))
                .build();
    }
}
