package io.flangular.web.session;

import io.flangular.domain.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The cookies of a session and the header that goes with them. The session cookie is out of the reach of scripts. The
 * XSRF token, which by itself opens nothing, comes in two cookies: {@code XSRF-TOKEN}, which AngularJS and scripts read
 * by convention, and one of our own for the page, since another application on the same host may set the former.
 */
public final class SessionCookies {
    static final String XSRF_COOKIE = "XSRF-TOKEN";
    static final String XSRF_HEADER = "X-XSRF-TOKEN";

    private final SignedTokenCodec tokens;
    private final boolean secure;
    private final String sessionCookie;
    private final String pageXsrfCookie;

    /**
     * Cookies with tokens of that kind.
     *
     * @param secure false for plain names and no {@code Secure}, for sites without TLS that are not localhost
     */
    public SessionCookies(SignedTokenCodec tokens, boolean secure) {
        this.tokens = tokens;
        this.secure = secure;
        sessionCookie = secure ? "__Host-session" : "flangular-session";
        pageXsrfCookie = secure ? "__Host-xsrf" : "flangular-xsrf";
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
    Optional<SignedToken> session(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(sessionCookie);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : tokens.verify(SignedTokenType.SESSION, cookies.getFirst().getValue());
    }

    /** The token of the header, if there is a good one; the cookie of that name does not count. */
    Optional<SignedToken> xsrf(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().get(XSRF_HEADER);
        return headers == null || headers.size() != 1
                ? Optional.empty()
                : tokens.verify(SignedTokenType.XSRF, headers.getFirst());
    }

    /** Whether the browser sent any of our cookies; another application may have set one of the name XSRF-TOKEN. */
    boolean anyIn(ServerHttpRequest request) {
        return request.getCookies().containsKey(sessionCookie)
                || request.getCookies().containsKey(pageXsrfCookie)
                || sentXsrfCookie(request);
    }

    /** Whether the request comes with anything that belongs to a session, be it good or not. */
    public boolean anyCredentialIn(ServerHttpRequest request) {
        return anyIn(request) || request.getHeaders().containsHeader(XSRF_HEADER);
    }

    /** The session cookie with a new token. */
    ResponseCookie newSession(Session session) {
        return sessionCookie(
                tokens.issue(SignedTokenType.SESSION, session.id(), session.endsAt()),
                tokens.timeLeft(session.endsAt()));
    }

    /** The readable cookies with a new token. */
    List<ResponseCookie> newXsrf(Session session) {
        String token = tokens.issue(SignedTokenType.XSRF, session.id(), session.endsAt());
        Duration age = tokens.timeLeft(session.endsAt());
        return List.of(xsrfCookie(XSRF_COOKIE, token, age), xsrfCookie(pageXsrfCookie, token, age));
    }

    /** Replaces the cookies of what was proven when it is time, and nothing else. */
    void renew(ServerHttpResponse response, SessionAuthentication proof) {
        Session session = proof.user().session();
        SignedToken xsrf = proof.xsrf();
        boolean due =
                tokens.due(proof.cookie(), session.endsAt()) || (xsrf != null && tokens.due(xsrf, session.endsAt()));
        if (due) {
            response.addCookie(newSession(session));
            if (xsrf != null) {
                newXsrf(session).forEach(response::addCookie);
            }
        }
    }

    /** Our cookies as the browser is to forget them. */
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
        // Lax: it authorises safe reads only; with Strict a link from elsewhere would log the user out.
        return ResponseCookie.from(sessionCookie, value)
                .path("/")
                .secure(secure)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(age)
                .build();
    }

    private ResponseCookie xsrfCookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .path("/")
                .secure(secure)
                .sameSite("Strict")
                .maxAge(age)
                .build();
    }
}
