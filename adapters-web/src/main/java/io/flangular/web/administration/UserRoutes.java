package io.flangular.web.administration;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import io.flangular.web.parameter.SupportedParameters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The routes of users, for administrators, at {@code /api/user}. */
public final class UserRoutes {
    private static final String USERS = "/api/user";
    private static final String USER = USERS + "/{id}";
    private static final SupportedParameters SEARCH =
            SupportedParameters.ofParameters("search", "role", "status", "page", "results_per_page");

    private UserRoutes() {}

    /** The routes of the handler. */
    public static RouterFunction<ServerResponse> of(UserHandler handler) {
        return RouterFunctions.route()
                .route(
                        path(USERS),
                        new Methods(UserHandler::administrator)
                                .get(SEARCH, handler::search)
                                .on(POST, handler::invite))
                .route(
                        path(USER),
                        new Methods(UserHandler::administrator)
                                .get(handler::show)
                                .on(PATCH, handler::change))
                .route(path(USER + "/link"), new Methods(UserHandler::administrator).on(POST, handler::issueLink))
                .route(
                        path(USER + "/session"),
                        new Methods(UserHandler::administrator).on(DELETE, handler::endSessions))
                .route(
                        path(USER + "/second-factor/off"),
                        new Methods(UserHandler::administrator).on(POST, handler::removeSecondFactor))
                .route(path(USER + "/token"), new Methods(UserHandler::administrator).get(handler::tokens))
                .route(
                        path(USER + "/token/{token}"),
                        new Methods(UserHandler::administrator).on(DELETE, handler::revokeApiToken))
                .build();
    }
}
