package io.flangular.web.account;

import io.flangular.domain.session.UserSession;
import io.flangular.web.access.RequireSession;
import io.flangular.web.session.SessionPrincipal;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Finds the session of a request. */
final class CurrentSession {
    private CurrentSession() {}

    /** The session; a request with an API token is refused. */
    static Mono<UserSession> of(ServerRequest request) {
        return RequireSession.of(request, "An account is managed by who is logged in.")
                .cast(SessionPrincipal.class)
                .map(SessionPrincipal::current);
    }
}
