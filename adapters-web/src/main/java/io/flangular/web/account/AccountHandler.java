package io.flangular.web.account;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.session.UserSession;
import io.flangular.web.access.RequireSession;
import io.flangular.web.http.Methods;
import io.flangular.web.json.JsonObject;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.parameter.PathId;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionPrincipal;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The account of the logged-in user, at {@code /api/account}. */
public final class AccountHandler {
    static final String ACCOUNT = "/api/account";
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final ManageAccount manageAccount;
    private final ClientResolver clients;

    public AccountHandler(ManageAccount manageAccount, ClientResolver clients) {
        this.manageAccount = manageAccount;
        this.clients = clients;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .route(path(ACCOUNT), methods().get(this::show).on(PATCH, this::rename))
                .route(path(ACCOUNT + "/password"), methods().on(PUT, this::changePassword))
                .route(path(ACCOUNT + "/session"), methods().get(this::sessions).on(DELETE, this::endOtherSessions))
                .route(path(ACCOUNT + "/session/{id}"), methods().on(DELETE, this::endSession))
                .build();
    }

    /** Methods for the session of the request; a request with an API token is refused. */
    static Methods<UserSession> methods() {
        return new Methods<>(request -> RequireSession.of(request, "An API token cannot manage an account. Log in.")
                .cast(SessionPrincipal.class)
                .map(SessionPrincipal::current));
    }

    private Mono<ServerResponse> show(ServerRequest request, UserSession current) {
        return manageAccount.overview(current).map(AccountJson::of).flatMap(JsonResponse::ok);
    }

    private Mono<ServerResponse> rename(ServerRequest request, UserSession current) {
        return JsonObject.in(request, "name")
                .flatMap(change -> {
                    String name = change.textOrNull("name");
                    change.require(change.has("name"), "name", "must be given").check();
                    return manageAccount.rename(current, name, clients.of(request));
                })
                .map(AccountJson::of)
                .flatMap(JsonResponse::ok);
    }

    private Mono<ServerResponse> changePassword(ServerRequest request, UserSession current) {
        return JsonObject.in(request, "password", "new_password")
                .flatMap(change -> {
                    String password = change.text("password");
                    String newPassword = change.text("new_password");
                    change.check();
                    return manageAccount.changePassword(current, password, newPassword, clients.of(request));
                })
                .then(remember(request, current))
                .then(JsonResponse.noContent());
    }

    /** Renews the device cookie, which is bound to the changed credentials. */
    private Mono<Void> remember(ServerRequest request, UserSession current) {
        return clients.remember(request, current.user().id(), () -> manageAccount.deviceBinding(current));
    }

    private Mono<ServerResponse> sessions(ServerRequest request, UserSession current) {
        return manageAccount
                .sessions(current)
                .map(session -> OwnSessionJson.of(session, current.session()))
                .collectList()
                .flatMap(JsonResponse::list);
    }

    private Mono<ServerResponse> endOtherSessions(ServerRequest request, UserSession current) {
        return manageAccount
                .endOtherSessions(current, clients.of(request))
                .flatMap(ended -> JsonResponse.ok(Map.of("num_ended", ended)));
    }

    private Mono<ServerResponse> endSession(ServerRequest request, UserSession current) {
        String handle = PathId.text(request, HANDLE, "You have no such session.");
        return manageAccount.endSession(current, handle, clients.of(request)).then(JsonResponse.noContent());
    }
}
