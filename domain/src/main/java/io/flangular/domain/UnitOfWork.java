package io.flangular.domain;

import reactor.core.publisher.Mono;

/** Makes several writes one: all of them are kept, or none. */
public interface UnitOfWork {

    /**
     * The same work inside one transaction, which an error or a cancellation rolls back; it may be done more than once
     * until others no longer get in its way. Within another unit of work it is a part of that, which fails with it.
     */
    <T> Mono<T> run(Mono<T> work);
}
