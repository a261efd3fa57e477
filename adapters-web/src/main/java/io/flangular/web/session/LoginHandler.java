package io.flangular.web.session;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.LoginStep.CodeNeeded;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.web.http.AcceptedElement;
import io.flangular.web.http.FormBody;
import io.flangular.web.http.Methods;
import io.flangular.web.http.SafeRedirect;
import io.flangular.web.http.SameOrigin;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.limit.ConcurrencyLimiter;
import io.flangular.web.session.LoginPage.CodeForm;
import io.flangular.web.session.LoginPage.Values;
import io.flangular.web.session.token.CodeChallenges;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Handles logins in one or two steps, of the login page and of the dialog of the application. Every failure of account,
 * password or code gets the same response.
 */
public final class LoginHandler {
    private static final String REFUSED = "Could not log in.";
    private static final int MAX_WAITING = 32;

    private final Login login;
    private final SessionHandler sessions;
    private final SessionCookies cookies;
    private final ClientResolver clients;
    private final CodeChallenges challenges;
    private final Duration idle;

    /** One attempt at a time per account and IP address: a hundred at once would delay the logins of all others. */
    private final ConcurrencyLimiter attempts =
            new ConcurrencyLimiter(Integer.MAX_VALUE, 1, MAX_WAITING, Duration.ofSeconds(10));

    /** Creates the handler; {@code idle} is the idle timeout of sessions. */
    public LoginHandler(
            Login login,
            SessionHandler sessions,
            SessionCookies cookies,
            ClientResolver clients,
            CodeChallenges challenges,
            Duration idle) {
        this.login = login;
        this.sessions = sessions;
        this.cookies = cookies;
        this.clients = clients;
        this.challenges = challenges;
        this.idle = idle;
    }

    public RouterFunction<ServerResponse> routes() {
        Methods<Boolean> login = Methods.open()
                .unchecked(GET, (request, access) -> sessions.logout(request))
                // Unlike GET, HEAD must not log anybody out.
                .unchecked(HEAD, (request, access) -> sessions.show(request))
                .unchecked(POST, (request, access) -> login(request));
        Methods<SessionPrincipal> session = new Methods<>(SessionHandler::session).get(sessions::current);
        return RouterFunctions.route()
                .route(path("/login"), login)
                .route(path("/api/session"), session)
                .build();
    }

    /** Handles the first step with the password, or the second step with the code. */
    private Mono<ServerResponse> login(ServerRequest request) {
        ServerHttpRequest http = request.exchange().getRequest();
        SameOrigin.require(http);
        boolean json = AcceptedElement.JSON.isIn(request.headers().header(HttpHeaders.ACCEPT));
        return FormBody.read(http)
                .map(form -> new Attempt(request, form, SafeRedirect.safe(form.get("next")), json))
                .flatMap(attempt -> attempt.form().has("challenge") ? code(attempt) : password(attempt));
    }

    private Mono<ServerResponse> password(Attempt attempt) {
        String email = attempt.form().get("email");
        Values page = page(attempt, email);
        Client client = clients.of(attempt.http());
        long attempts = Objects.hash(email.strip().toLowerCase(Locale.ROOT), client.address());
        return this.attempts
                .limit(attempts, login.login(email, attempt.form().get("password"), client))
                .flatMap(step -> next(attempt, step, page))
                .onErrorResume(DomainException.class, refusal -> refused(attempt, refusal, page));
    }

    private Mono<ServerResponse> next(Attempt attempt, LoginStep step, Values page) {
        return switch (step) {
            case LoginStep.LoggedIn(UserSession session) -> loggedIn(attempt, session);
            case CodeNeeded needed -> codeNeeded(attempt, challenges.issue(needed), page);
        };
    }

    private Mono<ServerResponse> codeNeeded(Attempt attempt, String challenge, Values page) {
        return attempt.json()
                ? Mono.error(new ProblemException(
                        Problem.of(HttpStatus.UNAUTHORIZED, "A code is needed.").with("challenge", challenge)))
                : sessions.form(ServerResponse.ok(), page.asking(codeForm(attempt, challenge)));
    }

    private Mono<ServerResponse> code(Attempt attempt) {
        String text = attempt.form().get("challenge");
        CodeNeeded challenge = challenges.read(text).orElse(null);
        if (challenge == null) {
            return refused(attempt, new DomainException.NotAuthenticated(REFUSED), page(attempt, ""));
        }
        Values page = page(attempt, "").asking(codeForm(attempt, text));
        return login.confirm(challenge, attempt.form().get("code"), clients.of(attempt.http()))
                .flatMap(user -> loggedIn(attempt, user))
                .onErrorResume(DomainException.class, refusal -> refused(attempt, refusal, page));
    }

    private Mono<ServerResponse> loggedIn(Attempt attempt, UserSession user) {
        return sessions.endSession(attempt.http())
                .then(login.deviceBinding(user))
                .flatMap(binding -> {
                    ServerResponse.BodyBuilder response = ServerResponse.status(
                                    attempt.json() ? HttpStatus.OK : HttpStatus.SEE_OTHER)
                            .cookie(cookies.newSession(user.session()))
                            .cookies(set -> cookies.newXsrf(user.session())
                                    .forEach(cookie -> set.add(cookie.getName(), cookie)))
                            .cookie(clients.remember(attempt.http(), user.user().id(), binding));
                    return attempt.json()
                            ? response.contentType(MediaType.APPLICATION_JSON).bodyValue(SessionJson.of(user, idle))
                            : response.header(HttpHeaders.LOCATION, attempt.next())
                                    .build();
                });
    }

    private Mono<ServerResponse> refused(Attempt attempt, DomainException cause, Values page) {
        boolean loginFailed = cause instanceof DomainException.NotAuthenticated;
        // The same message for every reason, against user enumeration.
        DomainException refusal = loginFailed ? new DomainException.NotAuthenticated(REFUSED) : cause;
        Problem problem = Problem.of(refusal);
        CodeForm code = page.code();
        if (attempt.json()) {
            return Mono.error(
                    new ProblemException(code == null ? problem : problem.with("challenge", code.challenge())));
        }
        // The form with an error message is a successful response to the browser.
        ServerResponse.BodyBuilder response = loginFailed ? ServerResponse.ok() : problem.response();
        return sessions.form(response, page.failed(refusal.getMessage()));
    }

    private Values page(Attempt attempt, String email) {
        return sessions.values(attempt.request(), attempt.next(), email, null);
    }

    private static CodeForm codeForm(Attempt attempt, String challenge) {
        return new CodeForm(challenge, SafeRedirect.loginUrl(attempt.next()));
    }

    private record Attempt(ServerRequest request, FormBody form, String next, boolean json) {
        ServerHttpRequest http() {
            return request.exchange().getRequest();
        }
    }
}
