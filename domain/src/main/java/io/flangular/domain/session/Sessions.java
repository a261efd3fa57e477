package io.flangular.domain.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repository of sessions. Instants are stored in milliseconds. */
public interface Sessions {
    Mono<Void> add(Session session);

    /** The session with this id, active or not; empty when there is none. */
    Mono<Session> find(SessionId id);

    /** The active sessions of a user at this instant, most recently used first. */
    Flux<Session> ofUser(long userId, Instant instant);

    /** Stores the time of the last use; does nothing when the session is unknown. */
    Mono<Void> noteUse(SessionId id, Instant instant);

    /** Revokes a session; does nothing when it is revoked or unknown. */
    Mono<Void> revoke(SessionId id, Instant instant);

    /**
     * Revokes the active sessions of a user at this instant.
     *
     * @param except a session to keep; null to revoke all
     * @return how many were revoked
     */
    Mono<Long> revokeOfUser(long userId, @Nullable SessionId except, Instant instant);

    /** Deletes at most this many sessions that ended before this instant, and returns how many. */
    Mono<Long> deleteExpiredBefore(Instant instant, int atMost);
}
