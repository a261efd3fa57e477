package io.flangular.domain;

import reactor.core.publisher.Mono;

/** A unit of work for tests with in-memory ports, which need no transaction. */
public final class NoTransaction implements UnitOfWork {
    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return work;
    }
}
