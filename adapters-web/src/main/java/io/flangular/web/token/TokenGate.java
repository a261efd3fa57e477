package io.flangular.web.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.token.CheckToken;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.User;
import io.flangular.web.RecheckedRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * In front of the API: lets through who brings a good token, and leaves everybody else to the gate of the sessions. Who
 * brings both is refused, since it would not be clear as whom they act. Every token that opens nothing gets the same
 * answer. No cookie is ever set.
 */
public final class TokenGate implements WebFilter {
    private static final String CHALLENGE = "Bearer realm=\"flangular\"";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CheckToken checkToken;
    private final WebFilter sessionGate;
    private final Predicate<ServerHttpRequest> hasSessionCredentials;

    /** Stands before the gate of the sessions, whose credentials that predicate recognises. */
    public TokenGate(CheckToken checkToken, WebFilter sessionGate, Predicate<ServerHttpRequest> hasSessionCredentials) {
        this.checkToken = checkToken;
        this.sessionGate = sessionGate;
        this.hasSessionCredentials = hasSessionCredentials;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!BearerHeader.in(request.getHeaders())) {
            return sessionGate
                    .filter(exchange, chain)
                    .doOnError(DomainException.NotAuthenticated.class, refusal -> challenge(exchange, CHALLENGE));
        }
        return Mono.defer(() -> check(request))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.isPresent() ? pass(exchange, chain, found.get()) : refuse(exchange));
    }

    private Mono<UserToken> check(ServerHttpRequest request) {
        if (hasSessionCredentials.test(request)) {
            throw new DomainException.Invalid("A request comes with an API token or with a session, not with both.");
        }
        return Mono.justOrEmpty(BearerHeader.secret(request.getHeaders())).flatMap(checkToken::check);
    }

    private Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, UserToken found) {
        TokenPrincipal principal = new TokenPrincipal(found);
        // The collections ask for the permission as well. What changes nothing by its method is safe here, whatever
        // answers behind and however a collection's own policy is written.
        if (!principal.mayWrite() && !READING.contains(exchange.getRequest().getMethod())) {
            challenge(exchange, CHALLENGE + ", error=\"insufficient_scope\", scope=\"write\"");
            return Mono.error(new DomainException.NotAllowed("This API token may only read."));
        }
        return chain.filter(exchange.mutate()
                .request(new RecheckedRequest(exchange.getRequest(), found.user(), again(exchange)))
                .principal(Mono.<Principal>just(principal))
                .build());
    }

    private Mono<User> again(ServerWebExchange exchange) {
        return Mono.defer(() -> check(exchange.getRequest()))
                .map(UserToken::user)
                .switchIfEmpty(Mono.defer(() -> refuse(exchange)));
    }

    private static <T> Mono<T> refuse(ServerWebExchange exchange) {
        challenge(exchange, CHALLENGE + ", error=\"invalid_token\"");
        return Mono.error(new DomainException.NotAuthenticated("This API token is not good, or no longer."));
    }

    private static void challenge(ServerWebExchange exchange, String challenge) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
