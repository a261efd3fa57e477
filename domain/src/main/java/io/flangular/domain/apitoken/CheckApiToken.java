package io.flangular.domain.apitoken;

import reactor.core.publisher.Mono;

/** Use case: authenticates the secret of an API token. */
public interface CheckApiToken {
    /**
     * The token and its owner; empty when the token is unknown, expired or revoked, or its owner is disabled. The
     * result may be cached for one second.
     */
    Mono<UserApiToken> check(ApiTokenSecret secret);
}
