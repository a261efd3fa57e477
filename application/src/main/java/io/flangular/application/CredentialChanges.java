package io.flangular.application;

import io.flangular.domain.UnitOfWork;
import java.util.List;
import reactor.core.publisher.Mono;

/** Runs changes of users, sessions and API tokens, and invalidates all caches of credentials of this node after each. */
public final class CredentialChanges {
    private final UnitOfWork unitOfWork;
    private final List<ShortLivedCache<?, ?>> caches;

    public CredentialChanges(UnitOfWork unitOfWork, ShortLivedCache<?, ?>... caches) {
        this.unitOfWork = unitOfWork;
        this.caches = List.of(caches);
    }

    /**
     * Runs the change as a unit of work, and then invalidates the caches. Neither is cancelled when the subscriber
     * cancels, since the change may be committed nevertheless.
     */
    public <T> Mono<T> run(Mono<T> change) {
        return RunToCompletion.of(
                unitOfWork.run(change).doOnSuccess(done -> caches.forEach(ShortLivedCache::invalidateAll)));
    }
}
