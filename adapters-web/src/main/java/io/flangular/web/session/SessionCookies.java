package io.flangular.web.session;

import io.flangular.domain.session.Session;
import io.flangular.web.session.token.SignedToken;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.SignedTokenType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The cookies of a session and the XSRF header. The session cookie is {@code HttpOnly}. The XSRF token, which grants no
 * access by itself, is sent in two cookies: {@code XSRF-TOKEN}, which AngularJS and scripts read by convention, and one
 * of our own for the page, since another application on the same host may set the former.
 */
public final class SessionCookies {
    static final String XSRF_COOKIE = "XSRF-TOKEN";
    static final String XSRF_HEADER = "X-XSRF-TOKEN";

    private final SignedTokenCodec tokens;
    private final boolean secure;
    private final String sessionCookie;
    private final String pageXsrfCookie;

    /** Creates the cookies; without {@code secure}, for sites without TLS other than localhost. */
    public SessionCookies(SignedTokenCodec tokens, boolean secure) {
        this.tokens = tokens;
        this.secure = secure;
        sessionCookie = secure ? "__Host-session" : "flangular-session";
        pageXsrfCookie = secure ? "__Host-xsrf" : "flangular-xsrf";
    }

    /** Whether browsers accept these cookies: over TLS, from localhost, or without {@code Secure}. */
    boolean acceptedFrom(ServerHttpRequest request) {
        String host = String.valueOf(request.getURI().getHost());
        return !secure
                || "https".equals(request.getURI().getScheme())
                || List.of("localhost", "127.0.0.1", "[::1]").contains(host)
                || host.endsWith(".localhost");
    }

    Optional<SignedToken> session(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(sessionCookie);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : tokens.verify(SignedTokenType.SESSION, cookies.getFirst().getValue());
    }

    /** The verified token of the header; the cookie with the same name is ignored. */
    Optional<SignedToken> xsrf(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().get(XSRF_HEADER);
        return headers == null || headers.size() != 1
                ? Optional.empty()
                : tokens.verify(SignedTokenType.XSRF, headers.getFirst());
    }

    /** Whether the browser sent any of our cookies; {@code XSRF-TOKEN} may be from another application. */
    boolean anyIn(ServerHttpRequest request) {
        return request.getCookies().containsKey(sessionCookie)
                || request.getCookies().containsKey(pageXsrfCookie)
                || sentXsrfCookie(request);
    }

    /** Whether the request has any credentials of a session, valid or not. */
    public boolean anyCredentialIn(ServerHttpRequest request) {
        return anyIn(request) || request.getHeaders().containsHeader(XSRF_HEADER);
    }

    ResponseCookie newSession(Session session) {
        return sessionCookie(
                tokens.issue(SignedTokenType.SESSION, session.id(), session.endsAt()),
                tokens.timeLeft(session.endsAt()));
    }

    List<ResponseCookie> newXsrf(Session session) {
        String token = tokens.issue(SignedTokenType.XSRF, session.id(), session.endsAt());
        Duration age = tokens.timeLeft(session.endsAt());
        return List.of(xsrfCookie(XSRF_COOKIE, token, age), xsrfCookie(pageXsrfCookie, token, age));
    }

    void renew(ServerHttpResponse response, Session session, SignedToken cookie, @Nullable SignedToken xsrf) {
        boolean due = tokens.due(cookie, session.endsAt()) || (xsrf != null && tokens.due(xsrf, session.endsAt()));
        if (due) {
            response.addCookie(newSession(session));
            if (xsrf != null) {
                newXsrf(session).forEach(response::addCookie);
            }
        }
    }

    /** Our cookies, expired, so that the browser deletes them. */
    List<ResponseCookie> cleared(ServerHttpRequest request) {
        List<ResponseCookie> cleared = new ArrayList<>();
        cleared.add(sessionCookie("", Duration.ZERO));
        cleared.add(xsrfCookie(pageXsrfCookie, "", Duration.ZERO));
        if (sentXsrfCookie(request)) {
            cleared.add(xsrfCookie(XSRF_COOKIE, "", Duration.ZERO));
        }
        return cleared;
    }

    private boolean sentXsrfCookie(ServerHttpRequest request) {
        return request.getCookies().getOrDefault(XSRF_COOKIE, List.of()).stream()
                .anyMatch(cookie ->
                        tokens.verify(SignedTokenType.XSRF, cookie.getValue()).isPresent());
    }

    private ResponseCookie sessionCookie(String value, Duration age) {
        // Lax: the cookie authorizes safe reads only; with Strict, a link from another site would appear logged out.
        return cookie(sessionCookie, value, age).httpOnly(true).sameSite("Lax").build();
    }

    private ResponseCookie xsrfCookie(String name, String value, Duration age) {
        return cookie(name, value, age).sameSite("Strict").build();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value).path("/").secure(secure).maxAge(age);
    }
}
