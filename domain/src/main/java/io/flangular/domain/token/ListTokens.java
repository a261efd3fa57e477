package io.flangular.domain.token;

import reactor.core.publisher.Flux;

/** Shows users their tokens, never the secrets. */
public interface ListTokens {

    /** The user's tokens that were not revoked, ended ones included, in the order in which they were made. */
    Flux<ApiToken> list(long userId);
}
