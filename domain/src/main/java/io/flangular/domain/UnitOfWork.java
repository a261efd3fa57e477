package io.flangular.domain;

import reactor.core.publisher.Mono;

/** Makes several writes one: all of them are kept, or none. */
public interface UnitOfWork {

    /**
     * The same work inside one transaction, which an error rolls back; it may be done more than once until others no longer
     * get in its way. Within another unit of work it is a part of that, which fails with it. When its subscriber cancels,
     * work that has begun goes on: it is committed, or rolled back before the next unit of work within it begins.
     */
    <T> Mono<T> run(Mono<T> work);
}
