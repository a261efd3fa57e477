package io.flangular.domain;

import reactor.core.publisher.Mono;

/** Bounds the memory that all requests hold together, so that large ones wait for each other. */
@FunctionalInterface
public interface MemoryBudget {
    /** For work that stands behind no request. */
    MemoryBudget UNLIMITED = bytes -> Mono.empty();

    /**
     * Completes as soon as the current request may hold so many bytes in all, which it does until it ends; {@link
     * DomainException.Busy} when that takes too long. To be asked before large values are read.
     */
    Mono<Void> require(long bytes);
}
