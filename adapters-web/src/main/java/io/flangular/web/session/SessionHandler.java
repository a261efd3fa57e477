package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.LogIn;
import io.flangular.domain.session.LogOut;
import io.flangular.domain.session.UserSession;
import io.flangular.web.session.LoginPage.Values;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Logs in and out, for the login page and for the application's own dialog, and tells about the session. */
public final class SessionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);
    private static final String REFUSED = "A log-in was refused: {}";

    private final LogIn logIn;
    private final LogOut logOut;
    private final SessionCookies cookies;
    private final LoginPage page;
    private final Duration idle;

    /** Sessions end when there was no request for that long. */
    public SessionHandler(LogIn logIn, LogOut logOut, SessionCookies cookies, LoginPage page, Duration idle) {
        this.logIn = logIn;
        this.logOut = logOut;
        this.cookies = cookies;
        this.page = page;
        this.idle = idle;
    }

    /** The session of a request that passed the gate; who came in by other means than a session has none to see. */
    Mono<ServerResponse> current(ServerRequest request) {
        return request.principal()
                .ofType(SessionPrincipal.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed("An API token has no session.")))
                .flatMap(principal -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(SessionJson.of(principal.current(), idle)));
    }

    /** Shows the form and changes nothing. */
    Mono<ServerResponse> show(ServerRequest request) {
        return form(ServerResponse.ok(), request, next(request), "", null, false);
    }

    /** Ends the session if there is one and shows the form; a browser that only loads ahead is refused. */
    Mono<ServerResponse> logOut(ServerRequest request) {
        ServerHttpRequest http = request.exchange().getRequest();
        if (!visits(http)) {
            return Mono.error(new DomainException.NotAllowed("This address is for visits only: it logs out."));
        }
        if (!cookies.anyIn(http)) {
            return show(request);
        }
        ServerResponse.BodyBuilder response = ServerResponse.ok().header("Clear-Site-Data", "\"cache\", \"storage\"");
        cookies.cleared().forEach(response::cookie);
        Optional<Token> token = cookies.session(http);
        return endSession(token)
                .then(Mono.defer(() -> form(response, request, next(request), "", null, token.isPresent())));
    }

    /** Begins a session for who knows the password. */
    Mono<ServerResponse> logIn(ServerRequest request) {
        ServerHttpRequest http = request.exchange().getRequest();
        if (!SameOrigin.holdsFor(http)) {
            return Mono.error(new DomainException.NotAllowed("This form came from another site."));
        }
        boolean json = wantsJson(request);
        return LoginForm.read(http).flatMap(form -> logIn.logIn(form.email(), form.password())
                .flatMap(user -> endSession(cookies.session(http)).then(Mono.defer(() -> loggedIn(form, user, json))))
                .onErrorResume(
                        DomainException.class, refusal -> json ? failed(refusal) : refused(request, form, refusal)));
    }

    private Mono<Void> endSession(Optional<Token> token) {
        return token.map(known -> logOut.logOut(known.session())).orElse(Mono.empty());
    }

    private Mono<ServerResponse> loggedIn(LoginForm form, UserSession user, boolean json) {
        LOG.info("User {} logged in", user.user().id());
        ServerResponse.BodyBuilder response = ServerResponse.status(json ? HttpStatus.OK : HttpStatus.SEE_OTHER)
                .cookie(cookies.newSession(user.session()))
                .cookie(cookies.newXsrf(user.session()));
        return json
                ? response.contentType(MediaType.APPLICATION_JSON).bodyValue(SessionJson.of(user, idle))
                : response.header(HttpHeaders.LOCATION, NextPath.safe(form.next()))
                        .build();
    }

    private static Mono<ServerResponse> failed(DomainException refusal) {
        LOG.info(REFUSED, refusal.getMessage());
        return Mono.error(refusal);
    }

    private Mono<ServerResponse> refused(ServerRequest request, LoginForm form, DomainException refusal) {
        LOG.info(REFUSED, refusal.getMessage());
        ServerResponse.BodyBuilder response = ServerResponse.ok();
        if (refusal instanceof DomainException.Invalid) {
            response = ServerResponse.badRequest();
        } else if (refusal instanceof DomainException.TooMany later) {
            response = retryAfter(ServerResponse.status(HttpStatus.TOO_MANY_REQUESTS), later.retryAfter());
        } else if (refusal instanceof DomainException.Busy later) {
            response = retryAfter(ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE), later.retryAfter());
        }
        return form(response, request, NextPath.safe(form.next()), form.email(), refusal.getMessage(), false);
    }

    private static ServerResponse.BodyBuilder retryAfter(ServerResponse.BodyBuilder response, Duration delay) {
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds())));
    }

    private Mono<ServerResponse> form(
            ServerResponse.BodyBuilder response,
            ServerRequest request,
            String next,
            String email,
            @Nullable String error,
            boolean signedOut) {
        boolean cookiesRefused = !cookies.acceptedFrom(request.exchange().getRequest());
        return response.contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .bodyValue(page.render(new Values(next, email, error, cookiesRefused, signedOut)));
    }

    private static String next(ServerRequest request) {
        return NextPath.safe(request.queryParam("next").orElse(null));
    }

    /** Whether a person opens the page: no prefetch, and nothing that another page loads. */
    private static boolean visits(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String destination = headers.getFirst("Sec-Fetch-Dest");
        return headers.getFirst("Sec-Purpose") == null
                && headers.getFirst("Purpose") == null
                && (destination == null || destination.equals("document"));
    }

    private static boolean wantsJson(ServerRequest request) {
        return request.headers().accept().stream().anyMatch(MediaType.APPLICATION_JSON::equalsTypeAndSubtype);
    }
}
