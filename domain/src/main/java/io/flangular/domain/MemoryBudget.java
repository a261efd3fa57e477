package io.flangular.domain;

import reactor.core.publisher.Mono;

/** Limits the memory of all requests together, so that large requests wait for each other. */
@FunctionalInterface
public interface MemoryBudget {
    /** For work outside of requests. */
    MemoryBudget UNLIMITED = bytes -> Mono.empty();

    /**
     * Completes when the current request may use this many bytes in total, until it ends; {@link DomainException.Busy}
     * when that takes too long. Call it before reading large values.
     */
    Mono<Void> require(long bytes);
}
