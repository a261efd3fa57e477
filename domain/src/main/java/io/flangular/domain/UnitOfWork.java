package io.flangular.domain;

import reactor.core.publisher.Mono;

/** Runs several writes as one transaction: all are committed, or none. */
public interface UnitOfWork {
    /**
     * Runs the work in a transaction, which an error rolls back. It is retried after deadlocks and conflicts. Nested in
     * another unit of work it joins the transaction, and its failure fails the whole. Cancellation does not stop work
     * that has begun: it is committed, or rolled back before the next nested unit of work begins.
     */
    <T> Mono<T> run(Mono<T> work);
}
