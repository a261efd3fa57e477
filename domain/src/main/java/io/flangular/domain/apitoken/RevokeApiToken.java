package io.flangular.domain.apitoken;

import io.flangular.domain.user.Client;
import reactor.core.publisher.Mono;

/** Use case: revokes an API token. */
public interface RevokeApiToken {

    /**
     * The token is invalid at once on this node, and within one second on others. Fails as not found when the user has
     * no token with this id.
     */
    Mono<Void> revoke(long userId, long id, Client client);
}
