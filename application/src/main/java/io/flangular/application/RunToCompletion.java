package io.flangular.application;

import reactor.core.publisher.Mono;

/** Completes work although its subscriber cancels, as when a client disconnects: it would end half-done. */
public final class RunToCompletion {
    private RunToCompletion() {}

    /** The same work for one subscriber, which cannot cancel it. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(
                context -> work.contextWrite(inside -> inside.putAll(context)).cache());
    }
}
