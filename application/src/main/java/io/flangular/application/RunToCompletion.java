package io.flangular.application;

import reactor.core.publisher.Mono;

/** Completes work although its subscriber cancels, as when a client disconnects: what belongs together is done together. */
public final class RunToCompletion {
    private RunToCompletion() {}

    /** The work, which each subscriber starts and none can cancel. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(
                context -> work.contextWrite(inside -> inside.putAll(context)).cache());
    }
}
