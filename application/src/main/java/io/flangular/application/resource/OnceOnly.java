package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.History;
import io.flangular.domain.resource.IdempotencyKey;
import io.flangular.domain.resource.IdempotencyKeys;
import io.flangular.domain.resource.IdempotencyKeys.Use;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.RowValues;
import io.flangular.domain.resource.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;

/**
 * Makes one row for one key. Who asks again gets the row as it was created, whatever has become of it since: the answer
 * to a request that was sent twice is the answer to the first.
 */
final class OnceOnly<T extends Record> {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final Resource<T> resource;
    private final IdempotencyKeys keys;
    private final History history;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    OnceOnly(Resource<T> resource, IdempotencyKeys keys, History history, UnitOfWork unitOfWork, Clock clock) {
        this.resource = resource;
        this.keys = keys;
        this.history = history;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** The row that came of the key, made by that work if there is none yet. */
    Mono<Stored<T>> made(Caller caller, IdempotencyKey key, Mono<Stored<T>> work) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Mono<Stored<T>> first =
                unitOfWork.run(work.flatMap(row -> keys.add(new Use(caller.id(), resource.name(), key, row.id(), now))
                        .thenReturn(row)));
        return unitOfWork
                .run(keys.deleteUsedBefore(now.minus(KEPT), FORGOTTEN_AT_ONCE))
                .then(again(caller, key))
                .switchIfEmpty(first)
                // Another request with the same key was faster, and is done.
                .onErrorResume(DomainException.Conflict.class, faster -> again(caller, key));
    }

    private Mono<Stored<T>> again(Caller caller, IdempotencyKey key) {
        return keys.find(caller.id(), resource.name(), key.name()).flatMap(use -> {
            if (!use.key().equals(key)) {
                return Mono.error(new DomainException.Contradiction(
                        "This Idempotency-Key was used with another body. Another request needs another key."));
            }
            return history.find(use.rowId(), 1)
                    .map(entry -> new Stored<>(use.rowId(), 1, RowValues.of(resource.schema(), entry.state())))
                    .switchIfEmpty(Mono.error(() -> Refusals.notFound(resource, use.rowId())));
        });
    }
}
