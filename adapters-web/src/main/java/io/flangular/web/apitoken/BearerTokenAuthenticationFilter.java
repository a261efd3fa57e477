package io.flangular.web.apitoken;

import io.flangular.domain.DomainException;
import io.flangular.domain.apitoken.ApiTokenSecret;
import io.flangular.domain.apitoken.CheckApiToken;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.user.User;
import io.flangular.web.access.ReauthenticatingRequest;
import java.security.Principal;
import java.util.List;
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
 * Authenticates requests to the API by a bearer token (RFC 6750). Requests without one are passed to the session
 * filter. Requests with both credentials are refused, since the user would be ambiguous. Every token that is not valid
 * gets the same response. No cookie is ever set.
 */
public final class BearerTokenAuthenticationFilter implements WebFilter {
    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = "Bearer realm=\"flangular\"";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CheckApiToken checkApiToken;
    private final WebFilter sessionAuthenticationFilter;
    private final Predicate<ServerHttpRequest> hasSessionCredentials;

    /** Creates the filter; {@code sessionAuthenticationFilter} is for requests without a bearer token. */
    public BearerTokenAuthenticationFilter(
            CheckApiToken checkApiToken,
            WebFilter sessionAuthenticationFilter,
            Predicate<ServerHttpRequest> hasSessionCredentials) {
        this.checkApiToken = checkApiToken;
        this.sessionAuthenticationFilter = sessionAuthenticationFilter;
        this.hasSessionCredentials = hasSessionCredentials;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (credentials(request).stream().noneMatch(BearerTokenAuthenticationFilter::isBearer)) {
            return sessionAuthenticationFilter
                    .filter(exchange, chain)
                    .doOnError(DomainException.NotAuthenticated.class, refusal -> challenge(exchange, CHALLENGE));
        }
        return Mono.defer(() -> check(request))
                .singleOptional()
                .flatMap(found -> found.isPresent() ? pass(exchange, chain, found.get()) : refuse(exchange));
    }

    private Mono<UserApiToken> check(ServerHttpRequest request) {
        if (hasSessionCredentials.test(request)) {
            throw new DomainException.Invalid("A request comes with an API token or with a session, not with both.");
        }
        List<String> credentials = credentials(request);
        if (credentials.size() != 1) {
            throw new DomainException.Invalid("The header Authorization must be given once.");
        }
        String secret = credentials.getFirst().substring(SCHEME.length()).strip();
        return Mono.justOrEmpty(ApiTokenSecret.parse(secret)).flatMap(checkApiToken::check);
    }

    private static List<String> credentials(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
    }

    /** Whether it is a bearer token, valid or not. Other schemes are left to reverse proxies. */
    private static boolean isBearer(String credentials) {
        return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (credentials.length() == SCHEME.length()
                        || Character.isWhitespace(credentials.charAt(SCHEME.length())));
    }

    private Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, UserApiToken found) {
        ApiTokenPrincipal principal = new ApiTokenPrincipal(found);
        // Collections check the permission as well. This check holds for every route, whatever the policy of a
        // collection says.
        if (!principal.mayWrite() && !READING.contains(exchange.getRequest().getMethod())) {
            challenge(exchange, CHALLENGE + ", error=\"insufficient_scope\", scope=\"write\"");
            return Mono.error(new DomainException.NotAllowed("This API token may only read."));
        }
        return chain.filter(exchange.mutate()
                .request(new ReauthenticatingRequest(exchange.getRequest(), found.user(), again(exchange)))
                .principal(Mono.<Principal>just(principal))
                .build());
    }

    private Mono<User> again(ServerWebExchange exchange) {
        return Mono.defer(() -> check(exchange.getRequest()))
                .map(UserApiToken::user)
                .switchIfEmpty(Mono.defer(() -> refuse(exchange)));
    }

    private static <T> Mono<T> refuse(ServerWebExchange exchange) {
        challenge(exchange, CHALLENGE + ", error=\"invalid_token\"");
        return Mono.error(new DomainException.NotAuthenticated("This API token is invalid, expired or revoked."));
    }

    private static void challenge(ServerWebExchange exchange, String challenge) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
