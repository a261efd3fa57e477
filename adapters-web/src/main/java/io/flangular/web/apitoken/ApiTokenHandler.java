package io.flangular.web.apitoken;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.user.Client;
import io.flangular.web.access.RequireSession;
import io.flangular.web.http.Methods;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.parameter.PathId;
import java.util.function.Function;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The API tokens of the logged-in user, at {@code /api/token}. */
public final class ApiTokenHandler {
    private final ManageApiTokens manageApiTokens;
    private final Function<ServerRequest, Client> clients;

    public ApiTokenHandler(ManageApiTokens manageApiTokens, Function<ServerRequest, Client> clients) {
        this.manageApiTokens = manageApiTokens;
        this.clients = clients;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .route(path("/api/token"), methods().get(this::list).on(POST, this::issue))
                .route(path("/api/token/{id}"), methods().on(DELETE, this::revoke))
                .build();
    }

    /** Methods for the logged-in user; a leaked API token must not be able to outlive itself. */
    private static Methods<Long> methods() {
        return new Methods<>(request -> RequireSession.of(request, "An API token cannot manage API tokens. Log in.")
                .map(who -> who.caller().id()));
    }

    private Mono<ServerResponse> list(ServerRequest request, long user) {
        return manageApiTokens.list(user).map(ApiTokenJson::of).collectList().flatMap(JsonResponse::list);
    }

    private Mono<ServerResponse> issue(ServerRequest request, long user) {
        return IssueApiTokenRequest.in(request)
                .flatMap(issue ->
                        manageApiTokens.issue(user, issue.name(), issue.scope(), issue.ends(), clients.apply(request)))
                .map(ApiTokenJson::withSecret)
                .flatMap(JsonResponse::created);
    }

    private Mono<ServerResponse> revoke(ServerRequest request, long user) {
        long id = PathId.number(request, "You have no such token.");
        return manageApiTokens.revoke(user, id, clients.apply(request)).then(JsonResponse.noContent());
    }
}
