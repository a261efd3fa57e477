package io.flangular.domain.token;

import reactor.core.publisher.Mono;

/** Tells whether a token is still good. */
public interface CheckToken {

    /**
     * The token and its owner; empty when it is unknown, has ended, was revoked or the owner is disabled. The answer may
     * be one second old.
     */
    Mono<UserToken> check(TokenSecret secret);
}
