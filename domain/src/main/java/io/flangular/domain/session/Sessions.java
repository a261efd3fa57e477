package io.flangular.domain.session;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The sessions that were begun. Instants are kept to the millisecond. */
public interface Sessions {

    /** Keeps a new session. */
    Mono<Void> add(Session session);

    /** The session with this id, active or not; empty when there is none. */
    Mono<Session> find(SessionId id);

    /** Ends a session for good; nothing happens when it was revoked before or is unknown. */
    Mono<Void> revoke(SessionId id, Instant instant);

    /** Forgets sessions that ended before that instant, at most so many of them, and tells how many. */
    Mono<Long> deleteEndedBefore(Instant instant, int atMost);
}
