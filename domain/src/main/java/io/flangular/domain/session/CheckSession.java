package io.flangular.domain.session;

import reactor.core.publisher.Mono;

/** Use case: authenticates a session. */
public interface CheckSession {
    /**
     * The session and its user; empty when the session is unknown, expired or revoked, or the user is disabled. The
     * result may be cached for one second, but never hides a change made on this node. Stores the time of the last use,
     * to the minute.
     */
    Mono<UserSession> check(SessionId id);
}
