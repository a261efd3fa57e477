package io.flangular.application;

import java.util.List;
import reactor.core.publisher.Mono;

/** Everything that this node remembers about credentials, so that a change of a user counts at once against all of it. */
public final class Memories {
    private final List<ShortMemory<?, ?>> memories;

    /** Of sessions and of tokens. */
    public Memories(ShortMemory<?, ?>... memories) {
        this.memories = List.of(memories);
    }

    /**
     * The same change, after which nothing counts any more that was found out before it. A subscriber that cancels cancels
     * neither: the change may be committed all the same.
     */
    public <T> Mono<T> forgetAfter(Mono<T> change) {
        return Mono.deferContextual(context -> change.doOnSuccess(done -> memories.forEach(ShortMemory::forget))
                .contextWrite(inside -> inside.putAll(context))
                .cache());
    }
}
