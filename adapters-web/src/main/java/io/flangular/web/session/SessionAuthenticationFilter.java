package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.CheckSession;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.User;
import io.flangular.web.access.ReauthenticatingRequest;
import io.flangular.web.http.SafeRedirect;
import io.flangular.web.http.SameOrigin;
import io.flangular.web.session.token.SignedToken;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Authenticates requests by the session cookie and, in front of the API, the header {@code X-XSRF-TOKEN}. Renews the
 * tokens that the request presented: a request with only the cookie renews only the cookie, so that a stolen cookie
 * never yields the XSRF token. Cacheable responses renew nothing.
 */
public final class SessionAuthenticationFilter implements WebFilter {
    private final CheckSession checkSession;
    private final SessionCookies cookies;
    private final boolean xsrfNeeded;
    private final boolean redirects;

    private SessionAuthenticationFilter(
            CheckSession checkSession, SessionCookies cookies, boolean xsrfNeeded, boolean redirects) {
        this.checkSession = checkSession;
        this.cookies = cookies;
        this.xsrfNeeded = xsrfNeeded;
        this.redirects = redirects;
    }

    /**
     * In front of the API: cookie and header of the same session, else 401; from this site, else 403; from a page of
     * the same user, else 409.
     */
    public static SessionAuthenticationFilter ofApi(CheckSession checkSession, SessionCookies cookies) {
        return new SessionAuthenticationFilter(checkSession, cookies, true, false);
    }

    /** In front of private files: the cookie, else 401. */
    public static SessionAuthenticationFilter ofPrivateFiles(CheckSession checkSession, SessionCookies cookies) {
        return new SessionAuthenticationFilter(checkSession, cookies, false, false);
    }

    /** In front of pages: the cookie, else the login site. */
    public static SessionAuthenticationFilter ofPages(CheckSession checkSession, SessionCookies cookies) {
        return new SessionAuthenticationFilter(checkSession, cookies, false, true);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return authenticate(exchange.getRequest())
                .singleOptional()
                .flatMap(found -> found.isPresent() ? pass(exchange, chain, found.get()) : refuse(exchange));
    }

    /** The user and the tokens of a request; {@code xsrf} is null when only the cookie was required. */
    private record Authentication(
            UserSession user, SignedToken cookie, @Nullable SignedToken xsrf) {}

    private Mono<Authentication> authenticate(ServerHttpRequest request) {
        SignedToken cookie = cookies.session(request).orElse(null);
        SignedToken xsrf = xsrfNeeded ? cookies.xsrf(request).orElse(null) : null;
        if (cookie == null || (xsrfNeeded && (xsrf == null || !xsrf.session().equals(cookie.session())))) {
            return Mono.empty();
        }
        return checkSession.check(cookie.session()).map(user -> new Authentication(user, cookie, xsrf));
    }

    private Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, Authentication authentication) {
        if (xsrfNeeded) {
            SameOrigin.require(exchange.getRequest());
            PageUserCheck.require(exchange.getRequest(), authentication.user().user());
        }
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            String caching = response.getHeaders().getFirst(HttpHeaders.CACHE_CONTROL);
            if (caching != null && caching.contains("no-store")) {
                cookies.renew(
                        response, authentication.user().session(), authentication.cookie(), authentication.xsrf());
            }
            return Mono.empty();
        });
        Mono<Principal> principal = Mono.just(new SessionPrincipal(authentication.user()));
        return chain.filter(exchange.mutate()
                .request(xsrfNeeded ? rechecked(exchange.getRequest(), authentication.user()) : exchange.getRequest())
                .principal(principal)
                .build());
    }

    private ServerHttpRequest rechecked(ServerHttpRequest request, UserSession sender) {
        Mono<User> again = Mono.defer(() -> checkSession.check(sender.session().id()))
                .map(UserSession::user)
                .switchIfEmpty(Mono.error(SessionAuthenticationFilter::notAuthenticated));
        return new ReauthenticatingRequest(request, sender.user(), again);
    }

    private Mono<Void> refuse(ServerWebExchange exchange) {
        if (!redirects) {
            return Mono.error(notAuthenticated());
        }
        URI wanted = exchange.getRequest().getURI();
        String path = wanted.getRawPath() + (wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().set(HttpHeaders.LOCATION, SafeRedirect.loginUrl(path));
        return response.setComplete();
    }

    private static DomainException notAuthenticated() {
        return new DomainException.NotAuthenticated();
    }
}
