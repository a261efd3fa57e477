package io.flangular.domain;

import reactor.core.publisher.Mono;

/** Makes several writes one: all of them are kept, or none. */
public interface UnitOfWork {

    /** The same work inside one transaction, which an error or a cancellation rolls back. */
    <T> Mono<T> run(Mono<T> work);
}
