package io.flangular.application;

import java.util.List;
import reactor.core.publisher.Mono;

/** The caches of credentials on this node, which are invalidated together when a user changes. */
public final class CredentialCaches {
    private final List<ShortLivedCache<?, ?>> caches;

    public CredentialCaches(ShortLivedCache<?, ?>... caches) {
        this.caches = List.of(caches);
    }

    /**
     * Invalidates all caches after the change. Neither is cancelled when the subscriber cancels, since the change may
     * be committed nevertheless.
     */
    public <T> Mono<T> invalidateAfter(Mono<T> change) {
        return Mono.deferContextual(
                context -> change.doOnSuccess(done -> caches.forEach(ShortLivedCache::invalidateAll))
                        .contextWrite(inside -> inside.putAll(context))
                        .cache());
    }
}
