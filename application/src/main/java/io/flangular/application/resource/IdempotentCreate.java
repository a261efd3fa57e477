package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.history.History;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.idempotency.IdempotencyKeys;
import io.flangular.domain.resource.idempotency.IdempotencyKeys.Use;
import io.flangular.domain.resource.schema.RowValues;
import io.flangular.domain.resource.schema.Stored;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Creates at most one row per idempotency key. A repeated request gets the row as it was created, whatever has changed
 * since: the response to a retry equals the response to the first request.
 */
final class IdempotentCreate<T extends Record> {
    private final Resource<T> resource;
    private final IdempotencyKeys keys;
    private final History history;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    IdempotentCreate(Resource<T> resource, IdempotencyKeys keys, History history, UnitOfWork unitOfWork, Clock clock) {
        this.resource = resource;
        this.keys = keys;
        this.history = history;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Returns the row that was created with the key, or else creates it. */
    Mono<Stored<T>> create(Caller caller, IdempotencyKey key, Mono<Stored<T>> insert) {
        Instant now = clock.instant();
        Mono<Stored<T>> first =
                unitOfWork.run(insert.flatMap(row -> keys.add(new Use(caller.id(), resource.name(), key, row.id(), now))
                        .thenReturn(row)));
        return findCreated(caller, key)
                .switchIfEmpty(first)
                // A concurrent request with the same key has created it.
                .onErrorResume(DomainException.Conflict.class, faster -> findCreated(caller, key));
    }

    private Mono<Stored<T>> findCreated(Caller caller, IdempotencyKey key) {
        return keys.find(caller.id(), resource.name(), key.name()).flatMap(use -> {
            if (!use.key().equals(key)) {
                return Mono.error(new DomainException.Contradiction(
                        "This Idempotency-Key was used with another body. Another request needs another key."));
            }
            return history.find(use.rowId(), 1)
                    .map(entry -> new Stored<>(use.rowId(), 1, RowValues.of(resource.schema(), entry.state())))
                    .switchIfEmpty(Mono.error(() -> ResourceErrors.notFound(resource, use.rowId())));
        });
    }
}
