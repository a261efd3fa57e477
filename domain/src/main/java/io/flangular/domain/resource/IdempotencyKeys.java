package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Keeps which row came of which key. A key belongs to a user and a collection. The contract that every implementation
 * passes is {@code IdempotencyKeysContract}.
 */
public interface IdempotencyKeys {

    /** What a key was used for, or nothing. */
    Mono<Use> find(long userId, String resource, String name);

    /**
     * Keeps a use in the {@link io.flangular.domain.UnitOfWork} that made the row; waits for another one that uses the
     * same key. Fails with {@link DomainException.Conflict} when the key has been used already.
     */
    Mono<Void> add(Use use);

    /** Forgets at most so many uses from before that instant, the oldest first, and counts them. */
    Mono<Long> deleteUsedBefore(Instant instant, int atMost);

    /** That a row came of a key. */
    record Use(long userId, String resource, IdempotencyKey key, long rowId, Instant at) {}
}
