package io.flangular.web.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.ListTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.web.Authenticated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Lets whoever is logged in manage their tokens. A token cannot: else a leaked one could outlive its revocation. */
public final class TokenHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TokenHandler.class);

    private final IssueToken issueToken;
    private final ListTokens listTokens;
    private final RevokeToken revokeToken;

    /** With the use cases. */
    public TokenHandler(IssueToken issueToken, ListTokens listTokens, RevokeToken revokeToken) {
        this.issueToken = issueToken;
        this.listTokens = listTokens;
        this.revokeToken = revokeToken;
    }

    /** Shows the tokens without their secrets. */
    Mono<ServerResponse> list(ServerRequest request) {
        return inPerson(
                request,
                user -> listTokens.list(user).map(TokenJson::of).collectList().flatMap(tokens -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body(tokens))));
    }

    private static Map<String, Object> body(List<TokenJson> tokens) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("num_results", tokens.size());
        body.put("objects", tokens);
        return body;
    }

    /** Makes a token and shows its secret. */
    Mono<ServerResponse> issue(ServerRequest request) {
        return inPerson(request, user -> order(request)
                .flatMap(order -> issueToken.issue(user, order.name(), order.scope(), order.ends()))
                .doOnNext(issued -> LOG.info(
                        "User {} made the API token {}", user, issued.token().id()))
                .flatMap(issued -> ServerResponse.status(HttpStatus.CREATED)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(TokenJson.withSecret(issued))));
    }

    /** Ends a token. */
    Mono<ServerResponse> revoke(ServerRequest request) {
        return inPerson(request, user -> {
            long id = id(request);
            return revokeToken
                    .revoke(user, id)
                    .doOnSuccess(done -> LOG.info("User {} revoked the API token {}", user, id))
                    .then(ServerResponse.noContent().build());
        });
    }

    private static Mono<ServerResponse> inPerson(ServerRequest request, LongFunction<Mono<ServerResponse>> work) {
        return request.principal()
                .cast(Authenticated.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAuthenticated("You are not logged in.")))
                .filter(Authenticated::inPerson)
                .switchIfEmpty(
                        Mono.error(() -> new DomainException.NotAllowed("API tokens are managed by who is logged in.")))
                .flatMap(who -> work.apply(who.caller().id()));
    }

    private static Mono<TokenOrder> order(ServerRequest request) {
        boolean json = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                .isPresent();
        return json
                ? request.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).map(TokenOrder::of)
                : Mono.error(new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE));
    }

    private static long id(ServerRequest request) {
        String id = request.pathVariable("id");
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw new DomainException.NotFound("You have no such token.");
        }
        return Long.parseLong(id);
    }
}
