package io.flangular.web.session;

import io.flangular.domain.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The two cookies of a session and the header that goes with them. The session cookie is out of the reach of scripts;
 * AngularJS copies the other one, which by itself opens nothing, into the header.
 */
public final class SessionCookies {
    static final String XSRF_COOKIE = "XSRF-TOKEN";
    static final String XSRF_HEADER = "X-XSRF-TOKEN";

    private final Tokens tokens;
    private final boolean secure;
    private final String sessionCookie;

    /**
     * Cookies with tokens of that kind.
     *
     * @param secure false for plain names and no {@code Secure}, for sites without TLS that are not localhost
     */
    public SessionCookies(Tokens tokens, boolean secure) {
        this.tokens = tokens;
        this.secure = secure;
        sessionCookie = secure ? "__Host-session" : "session";
    }

    /** Whether browsers take these cookies from that site: over TLS, from localhost, or because they are insecure. */
    boolean acceptedFrom(ServerHttpRequest request) {
        String host = String.valueOf(request.getURI().getHost());
        return !secure
                || "https".equals(request.getURI().getScheme())
                || List.of("localhost", "127.0.0.1", "[::1]").contains(host)
                || host.endsWith(".localhost");
    }

    /** The token of the session cookie, if there is a good one. */
    Optional<Token> session(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(sessionCookie);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : tokens.verify(TokenType.SESSION, cookies.getFirst().getValue());
    }

    /** The token of the header, if there is a good one; the cookie of that name does not count. */
    Optional<Token> xsrf(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().get(XSRF_HEADER);
        return headers == null || headers.size() != 1
                ? Optional.empty()
                : tokens.verify(TokenType.XSRF, headers.getFirst());
    }

    /** Whether the browser sent any of the cookies, good or not. */
    boolean anyIn(ServerHttpRequest request) {
        return request.getCookies().containsKey(sessionCookie)
                || request.getCookies().containsKey(XSRF_COOKIE);
    }

    /** Whether the request comes with anything that belongs to a session, be it good or not. */
    public boolean anyCredentialIn(ServerHttpRequest request) {
        return anyIn(request) || request.getHeaders().containsHeader(XSRF_HEADER);
    }

    /** The session cookie with a new token. */
    ResponseCookie newSession(Session session) {
        return sessionCookie(tokens.issue(TokenType.SESSION, session.id(), session.endsAt()), tokens.lifetime());
    }

    /** The readable cookie with a new token. */
    ResponseCookie newXsrf(Session session) {
        return xsrfCookie(tokens.issue(TokenType.XSRF, session.id(), session.endsAt()), tokens.lifetime());
    }

    /** Replaces the cookies of what was proven when it is time, and nothing else. */
    void renew(ServerHttpResponse response, Proof proof) {
        Session session = proof.user().session();
        Token xsrf = proof.xsrf();
        boolean due =
                tokens.due(proof.cookie(), session.endsAt()) || (xsrf != null && tokens.due(xsrf, session.endsAt()));
        if (due) {
            response.addCookie(newSession(session));
            if (xsrf != null) {
                response.addCookie(newXsrf(session));
            }
        }
    }

    /** Both cookies as the browser is to forget them. */
    List<ResponseCookie> cleared() {
        return List.of(sessionCookie("", Duration.ZERO), xsrfCookie("", Duration.ZERO));
    }

    private ResponseCookie sessionCookie(String value, Duration age) {
        // Lax: it authorises safe reads only; with Strict a link from elsewhere would log the user out.
        return ResponseCookie.from(sessionCookie, value)
                .path("/")
                .secure(secure)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(age)
                .build();
    }

    private ResponseCookie xsrfCookie(String value, Duration age) {
        return ResponseCookie.from(XSRF_COOKIE, value)
                .path("/")
                .secure(secure)
                .sameSite("Strict")
                .maxAge(age)
                .build();
    }
}
