package io.flangular.domain.token;

import io.flangular.domain.user.Client;
import reactor.core.publisher.Mono;

/** Ends a token for good. */
public interface RevokeToken {

    /**
     * From now on the token opens nothing here; on other nodes after at most one second. Fails as not found when the
     * user has no such token, whoever else may have it.
     */
    Mono<Void> revoke(long userId, long id, Client client);
}
