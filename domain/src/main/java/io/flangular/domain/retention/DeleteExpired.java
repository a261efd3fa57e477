package io.flangular.domain.retention;

import reactor.core.publisher.Mono;

/** Use case: deletes expired sessions, links, API tokens, idempotency keys and audit events. A scheduler calls it. */
public interface DeleteExpired {
    /** Deletes all that has expired. A failure with one kind does not keep the others from being deleted. */
    Mono<Void> deleteExpired();
}
