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

    /** The same change, after which nothing counts any more that was found out before it. */
    public <T> Mono<T> forgetAfter(Mono<T> change) {
        return change.doOnSuccess(done -> memories.forEach(ShortMemory::forget));
    }
}
