package io.flangular.web.account;

import io.flangular.domain.session.UserSession;
import io.flangular.web.RequireSession;
import io.flangular.web.session.SessionPrincipal;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** The session that a request about one's own account came in with. */
final class CurrentSession {
    private CurrentSession() {}

    /** The session; a script is refused, since it has none. */
    static Mono<UserSession> of(ServerRequest request) {
        return RequireSession.of(request, "An account is managed by who is logged in.")
                .cast(SessionPrincipal.class)
                .map(SessionPrincipal::current);
    }
}
