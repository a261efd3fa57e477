package io.flangular.domain.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions that were begun. Instants are kept to the millisecond. */
public interface Sessions {

    /** Keeps a new session. */
    Mono<Void> add(Session session);

    /** The session with this id, active or not; empty when there is none. */
    Mono<Session> find(SessionId id);

    /** A user's sessions that are active at that instant, the one that was last used first. */
    Flux<Session> ofUser(long userId, Instant instant);

    /** Notes that a session was used; nothing happens when it is unknown. */
    Mono<Void> noteUse(SessionId id, Instant instant);

    /** Ends a session for good; nothing happens when it was revoked before or is unknown. */
    Mono<Void> revoke(SessionId id, Instant instant);

    /**
     * Ends a user's sessions that are active at that instant for good.
     *
     * @param except the one to keep; null to end all
     * @return how many were ended
     */
    Mono<Long> revokeOfUser(long userId, @Nullable SessionId except, Instant instant);

    /** Forgets sessions that ended before that instant, at most so many of them, and tells how many. */
    Mono<Long> deleteEndedBefore(Instant instant, int atMost);
}
