package io.flangular.web.apitoken;

import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.user.Client;
import io.flangular.web.access.RequireSession;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.parameter.PathId;
import java.util.function.Function;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Manages the API tokens of the logged-in user. Needs a session: a leaked token must not be able to outlive itself. */
public final class ApiTokenHandler {
    private final ManageApiTokens manageApiTokens;
    private final Function<ServerHttpRequest, Client> clients;

    /**
     * Creates the handler.
     *
     * @param clients finds the client of a request
     */
    public ApiTokenHandler(ManageApiTokens manageApiTokens, Function<ServerHttpRequest, Client> clients) {
        this.manageApiTokens = manageApiTokens;
        this.clients = clients;
    }

    /** Lists the tokens without their secrets. */
    Mono<ServerResponse> list(ServerRequest request) {
        return user(request)
                .flatMap(user -> manageApiTokens
                        .list(user)
                        .map(ApiTokenJson::of)
                        .collectList()
                        .flatMap(JsonResponse::list));
    }

    /** Issues a token and responds with its secret. */
    Mono<ServerResponse> issue(ServerRequest request) {
        return user(request)
                .flatMap(user -> IssueApiTokenRequest.in(request)
                        .flatMap(issue -> manageApiTokens.issue(
                                user, issue.name(), issue.scope(), issue.ends(), client(request))))
                .map(ApiTokenJson::withSecret)
                .flatMap(JsonResponse::created);
    }

    /** Revokes a token. */
    Mono<ServerResponse> revoke(ServerRequest request) {
        return user(request)
                .flatMap(user -> manageApiTokens.revoke(
                        user, PathId.number(request, "You have no such token."), client(request)))
                .then(ServerResponse.noContent().build());
    }

    /** The logged-in user; a request with an API token is refused. */
    static Mono<Long> user(ServerRequest request) {
        return RequireSession.of(request, "API tokens are managed by who is logged in.")
                .map(who -> who.caller().id());
    }

    private Client client(ServerRequest request) {
        return clients.apply(request.exchange().getRequest());
    }
}
