package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.Logout;
import io.flangular.web.http.SafeRedirect;
import io.flangular.web.http.SameOrigin;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.problem.Problem;
import io.flangular.web.session.LoginPage.Values;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Handles the login page, which also logs out, and the current session. */
public final class SessionHandler {
    private static final String NOT_STORED =
            "You are logged out in this browser, but the server could not store the end of"
                    + " your session. It will do so as soon as possible.";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Logout logout;
    private final SessionCookies cookies;
    private final ClientResolver clients;
    private final LoginPage page;
    private final Duration idle;

    /** Creates the handler; {@code idle} is the idle timeout of sessions. */
    public SessionHandler(
            Logout logout, SessionCookies cookies, ClientResolver clients, LoginPage page, Duration idle) {
        this.logout = logout;
        this.cookies = cookies;
        this.clients = clients;
        this.page = page;
        this.idle = idle;
    }

    Mono<ServerResponse> current(ServerRequest request, SessionPrincipal principal) {
        return JsonResponse.ok(SessionJson.of(principal.current(), idle));
    }

    /** The session of a request; a request with an API token is refused. */
    static Mono<SessionPrincipal> session(ServerRequest request) {
        return request.principal()
                .ofType(SessionPrincipal.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed("An API token has no session.")));
    }

    /** Renders the form without logging out. */
    Mono<ServerResponse> show(ServerRequest request) {
        return form(ServerResponse.ok(), values(request, next(request), "", null));
    }

    /**
     * Logs out and renders the form. A prefetch is refused. A request from another site does not log out (CSRF): the
     * form has a button for it instead.
     */
    Mono<ServerResponse> logout(ServerRequest request) {
        ServerHttpRequest http = request.exchange().getRequest();
        if (!visits(http)) {
            return Mono.error(new DomainException.NotAllowed("This page is for navigation only, because it logs out."));
        }
        boolean loggedIn = cookies.session(http).isPresent();
        if (!SameOrigin.holdsForNavigation(http)) {
            Values values = values(request, next(request), "", null);
            return form(ServerResponse.ok(), loggedIn ? values.offeringToLogOut() : values);
        }
        Values ended = values(request, next(request), "", loggedIn ? "You are logged out." : null);
        return end(request, ended, values(request, next(request), "", null));
    }

    public Mono<ServerResponse> logout(ServerRequest request, String email, String notice) {
        Values ended = values(request, SafeRedirect.HOME, email, notice);
        return end(request, ended, ended);
    }

    /** Clears the cookies even when the logout cannot be stored. */
    private Mono<ServerResponse> end(ServerRequest request, Values ended, Values notStored) {
        ServerHttpRequest http = request.exchange().getRequest();
        return endSession(http)
                .then(Mono.defer(() -> form(forgetting(http, ServerResponse.ok()), ended)))
                .onErrorResume(failure -> {
                    ServerResponse.BodyBuilder response = Problem.of(failure).response();
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

    Mono<Void> endSession(ServerHttpRequest request) {
        return cookies.session(request)
                .map(token -> logout.logout(token.session(), clients.of(request)))
                .orElse(Mono.empty());
    }

    Values values(ServerRequest request, String next, String email, @Nullable String notice) {
        boolean cookiesRefused = !cookies.acceptedFrom(request.exchange().getRequest());
        return new Values(next, email, null, notice, cookiesRefused, false, null);
    }

    Mono<ServerResponse> form(ServerResponse.BodyBuilder response, Values values) {
        return response.contentType(HTML).bodyValue(page.render(values));
    }

    private static String next(ServerRequest request) {
        return SafeRedirect.safe(request.queryParam("next").orElse(null));
    }

    /** Whether the request is a navigation, and neither a prefetch nor a subresource. */
    private static boolean visits(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String destination = headers.getFirst("Sec-Fetch-Dest");
        return headers.getFirst("Sec-Purpose") == null
                && headers.getFirst("Purpose") == null
                && headers.getFirst("X-Moz") == null
                && (destination == null || destination.equals("document"));
    }
}
