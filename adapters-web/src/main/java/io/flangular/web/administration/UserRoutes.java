package io.flangular.web.administration;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.Methods;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The users, for administrators, at {@code /api/user}. */
public final class UserRoutes {
    private static final String USERS = "/api/user";
    private static final String USER = USERS + "/{id}";

    private UserRoutes() {}

    /** The routes to that handler. */
    public static RouterFunction<ServerResponse> of(UserHandler handler) {
        return RouterFunctions.route()
                .route(path(USERS), new Methods().get(handler::search).on(POST, handler::invite))
                .route(path(USER), new Methods().get(handler::show).on(PATCH, handler::change))
                .route(path(USER + "/link"), new Methods().on(POST, handler::issueLink))
                .route(path(USER + "/session"), new Methods().on(DELETE, handler::endSessions))
                .route(path(USER + "/second-factor"), new Methods().on(DELETE, handler::removeSecondFactor))
                .build();
    }
}
