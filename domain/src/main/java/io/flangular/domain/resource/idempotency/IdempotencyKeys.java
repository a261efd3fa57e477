package io.flangular.domain.resource.idempotency;

import io.flangular.domain.DomainException;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Repository of used idempotency keys and the rows they created. A key belongs to a user and a collection. {@code
 * IdempotencyKeysContract} tests every implementation.
 */
public interface IdempotencyKeys {
    /** The use of a key; empty when it is unused. */
    Mono<Use> find(long userId, String resource, String name);

    /**
     * Stores a use in the {@link io.flangular.domain.UnitOfWork} that creates the row; waits for concurrent uses of the
     * same key. Fails with {@link DomainException.Conflict} when the key is already used.
     */
    Mono<Void> add(Use use);

    /** Deletes at most this many uses before this instant, oldest first, and returns how many. */
    Mono<Long> deleteUsedBefore(Instant instant, int atMost);

    /** A used key and the row it created. */
    record Use(long userId, String resource, IdempotencyKey key, long rowId, Instant at) {}
}
