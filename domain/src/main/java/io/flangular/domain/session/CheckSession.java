package io.flangular.domain.session;

import reactor.core.publisher.Mono;

/** Tells whether a session is still good. */
public interface CheckSession {

    /**
     * The session and its user; empty when it is unknown, has ended, was revoked or the user is disabled. The
     * answer may be one second old, but never older than a change that was made on this node. It notes that the session
     * was used, to the minute.
     */
    Mono<UserSession> check(SessionId id);
}
