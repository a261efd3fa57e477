package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.Logout;
import io.flangular.web.SameOrigin;
import io.flangular.web.problem.Problem;
import io.flangular.web.session.LoginPage.Values;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Shows the login page, which also logs out, and tells about the session. */
public final class SessionHandler {
    private static final String NOT_STORED =
            "You are logged out in this browser, but the server could not store the end of"
                    + " your session. It will do so as soon as possible.";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Logout logout;
    private final SessionCookies cookies;
    private final Clients clients;
    private final LoginPage page;
    private final Duration idle;

    /** Sessions end when there was no request for that long. */
    public SessionHandler(Logout logout, SessionCookies cookies, Clients clients, LoginPage page, Duration idle) {
        this.logout = logout;
        this.cookies = cookies;
        this.clients = clients;
        this.page = page;
        this.idle = idle;
    }

    /** The session of an authenticated request; not found when the request was authenticated by other means. */
    Mono<ServerResponse> current(ServerRequest request) {
        return session(request).flatMap(principal -> ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(SessionJson.of(principal.current(), idle)));
    }

    /** The session that a request came in with; a script is refused, since it has none. */
    static Mono<SessionPrincipal> session(ServerRequest request) {
        return request.principal()
                .ofType(SessionPrincipal.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed("An API token has no session.")));
    }

    /** Shows the form and changes nothing. */
    Mono<ServerResponse> show(ServerRequest request) {
        return form(ServerResponse.ok(), values(request, next(request), "", null));
    }

    /**
     * Ends the session if there is one and shows the form. A browser that only loads ahead is refused. Who comes from
     * another site has not asked to be logged out: the form is shown with a button that does it, and nothing ends.
     */
    Mono<ServerResponse> logout(ServerRequest request) {
        ServerHttpRequest http = request.exchange().getRequest();
        if (!visits(http)) {
            return Mono.error(new DomainException.NotAllowed("This address is for visits only: it logs out."));
        }
        boolean loggedIn = cookies.session(http).isPresent();
        if (!SameOrigin.holdsForNavigation(http)) {
            Values values = values(request, next(request), "", null);
            return form(ServerResponse.ok(), loggedIn ? values.offeringToLogOut() : values);
        }
        Values ended = values(request, next(request), "", loggedIn ? "You are logged out." : null);
        return end(request, ended, values(request, next(request), "", null));
    }

    /** Ends the session if there is one, and shows the form with that address and notice. */
    public Mono<ServerResponse> logout(ServerRequest request, String email, String notice) {
        Values ended = values(request, SafeRedirect.HOME, email, notice);
        return end(request, ended, ended);
    }

    /** Whether or not the end can be stored, the browser forgets the session. */
    private Mono<ServerResponse> end(ServerRequest request, Values ended, Values notStored) {
        ServerHttpRequest http = request.exchange().getRequest();
        return endSession(http)
                .then(Mono.defer(() -> form(forgetting(http, ServerResponse.ok()), ended)))
                .onErrorResume(failure -> {
                    Problem problem = Problem.of(failure);
                    ServerResponse.BodyBuilder response = ServerResponse.status(problem.status())
                            .headers(headers -> headers.putAll(problem.headers()));
                    return form(forgetting(http, response), notStored.failed(NOT_STORED));
                });
    }

    private ServerResponse.BodyBuilder forgetting(ServerHttpRequest http, ServerResponse.BodyBuilder response) {
        if (cookies.anyIn(http)) {
            response.header("Clear-Site-Data", "\"cache\", \"storage\"");
            cookies.cleared(http).forEach(response::cookie);
        }
        return response;
    }

    /** Ends the session that the browser has, if there is one. */
    Mono<Void> endSession(ServerHttpRequest request) {
        Optional<SignedToken> token = cookies.session(request);
        return token.map(known -> logout.logout(known.session(), clients.of(request)))
                .orElse(Mono.empty());
    }

    /** What the form shows to that browser. */
    Values values(ServerRequest request, String next, String email, @Nullable String notice) {
        return new Values(
                next,
                email,
                null,
                notice,
                !cookies.acceptedFrom(request.exchange().getRequest()),
                false,
                null);
    }

    /** The login page as the answer. */
    Mono<ServerResponse> form(ServerResponse.BodyBuilder response, Values values) {
        return response.contentType(HTML).bodyValue(page.render(values));
    }

    private static String next(ServerRequest request) {
        return SafeRedirect.safe(request.queryParam("next").orElse(null));
    }

    /** Whether a person opens the page: no prefetch, and nothing that another page loads. */
    private static boolean visits(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String destination = headers.getFirst("Sec-Fetch-Dest");
        return headers.getFirst("Sec-Purpose") == null
                && headers.getFirst("Purpose") == null
                && headers.getFirst("X-Moz") == null
                && (destination == null || destination.equals("document"));
    }
}
