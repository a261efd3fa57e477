package io.flangular.application.retention;

import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.resource.idempotency.IdempotencyKeys;
import io.flangular.domain.retention.DeleteExpired;
import io.flangular.domain.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes in batches, so that no request waits for a large deletion. */
public final class DeleteExpiredService implements DeleteExpired {
    private static final Duration API_TOKEN_RETENTION = Duration.ofDays(30);
    private static final Duration IDEMPOTENCY_KEY_RETENTION = Duration.ofHours(24);
    private static final Duration EVENT_RETENTION = Duration.ofDays(400);
    private static final int BATCH = 100;

    private final Sessions sessions;
    private final OneTimeLinks links;
    private final ApiTokens tokens;
    private final IdempotencyKeys keys;
    private final AuditLog log;
    private final UnitOfWork collections;
    private final Clock clock;

    /**
     * Creates the service.
     *
     * @param collections the unit of work of the rows of collections, which idempotency keys belong to
     */
    public DeleteExpiredService(
            Sessions sessions,
            OneTimeLinks links,
            ApiTokens tokens,
            IdempotencyKeys keys,
            AuditLog log,
            UnitOfWork collections,
            Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.tokens = tokens;
        this.keys = keys;
        this.log = log;
        this.collections = collections;
        this.clock = clock;
    }

    @Override
    public Mono<Void> deleteExpired() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return Flux.fromIterable(List.of(
                            sessions.deleteExpiredBefore(now, BATCH),
                            links.deleteExpiredBefore(now, BATCH),
                            tokens.deleteExpiredBefore(now.minus(API_TOKEN_RETENTION), BATCH),
                            collections.run(keys.deleteUsedBefore(now.minus(IDEMPOTENCY_KEY_RETENTION), BATCH)),
                            log.deleteBefore(now.minus(EVENT_RETENTION), BATCH)))
                    .concatMapDelayError(DeleteExpiredService::inBatches)
                    .then();
        });
    }

    private static Mono<Void> inBatches(Mono<Long> batch) {
        return batch.repeat().takeUntil(deleted -> deleted < BATCH).then();
    }
}
