package io.flangular.web.token;

import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.ListTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.domain.user.Client;
import io.flangular.web.InPerson;
import io.flangular.web.JsonAnswer;
import io.flangular.web.PathId;
import java.util.function.Function;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Lets whoever is logged in manage their tokens. A token cannot: else a leaked one could outlive its revocation. */
public final class TokenHandler {
    private final IssueToken issueToken;
    private final ListTokens listTokens;
    private final RevokeToken revokeToken;
    private final Function<ServerHttpRequest, Client> clients;

    /** With the use cases, and who tells what a request comes from. */
    public TokenHandler(
            IssueToken issueToken,
            ListTokens listTokens,
            RevokeToken revokeToken,
            Function<ServerHttpRequest, Client> clients) {
        this.issueToken = issueToken;
        this.listTokens = listTokens;
        this.revokeToken = revokeToken;
        this.clients = clients;
    }

    /** Shows the tokens without their secrets. */
    Mono<ServerResponse> list(ServerRequest request) {
        return user(request)
                .flatMap(user ->
                        listTokens.list(user).map(TokenJson::of).collectList().flatMap(JsonAnswer::list));
    }

    /** Makes a token and shows its secret. */
    Mono<ServerResponse> issue(ServerRequest request) {
        return user(request)
                .flatMap(user -> TokenOrder.in(request)
                        .flatMap(order ->
                                issueToken.issue(user, order.name(), order.scope(), order.ends(), client(request))))
                .map(TokenJson::withSecret)
                .flatMap(JsonAnswer::created);
    }

    /** Ends a token. */
    Mono<ServerResponse> revoke(ServerRequest request) {
        return user(request)
                .flatMap(user ->
                        revokeToken.revoke(user, PathId.number(request, "You have no such token."), client(request)))
                .then(ServerResponse.noContent().build());
    }

    /** The user who sent the request; a script is refused. */
    static Mono<Long> user(ServerRequest request) {
        return InPerson.of(request, "API tokens are managed by who is logged in.")
                .map(who -> who.caller().id());
    }

    private Client client(ServerRequest request) {
        return clients.apply(request.exchange().getRequest());
    }
}
