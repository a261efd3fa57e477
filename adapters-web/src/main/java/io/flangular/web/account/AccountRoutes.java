package io.flangular.web.account;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The account of the logged-in user, at {@code /api/account}. */
public final class AccountRoutes {
    private static final String ACCOUNT = "/api/account";
    private static final String SECOND_FACTOR = ACCOUNT + "/second-factor";

    private AccountRoutes() {}

    /** The routes of the handlers. */
    public static RouterFunction<ServerResponse> of(AccountHandler account, SecondFactorHandler secondFactor) {
        return RouterFunctions.route()
                .route(
                        path(ACCOUNT),
                        new Methods(CurrentSession::of).get(account::show).on(PATCH, account::rename))
                .route(path(ACCOUNT + "/password"), new Methods(CurrentSession::of).on(PUT, account::changePassword))
                .route(
                        path(ACCOUNT + "/session"),
                        new Methods(CurrentSession::of).get(account::sessions).on(DELETE, account::endOtherSessions))
                .route(path(ACCOUNT + "/session/{id}"), new Methods(CurrentSession::of).on(DELETE, account::endSession))
                .route(
                        path(SECOND_FACTOR),
                        new Methods(CurrentSession::of)
                                .on(POST, secondFactor::begin)
                                .on(PUT, secondFactor::confirm))
                .route(path(SECOND_FACTOR + "/off"), new Methods(CurrentSession::of).on(POST, secondFactor::turnOff))
                .route(
                        path(SECOND_FACTOR + "/recovery-codes"),
                        new Methods(CurrentSession::of).on(POST, secondFactor::renewRecoveryCodes))
                .build();
    }
}
