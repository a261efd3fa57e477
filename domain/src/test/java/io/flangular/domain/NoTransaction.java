package io.flangular.domain;

import reactor.core.publisher.Mono;

/** A unit of work for tests with fakes, each of whose writes is whole by itself. */
public final class NoTransaction implements UnitOfWork {
    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return work;
    }
}
