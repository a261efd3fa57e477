package io.flangular.domain.apitoken;

import reactor.core.publisher.Flux;

/** Use case: lists the API tokens of a user, without the secrets. */
public interface ListApiTokens {

    /** The user's tokens that are not revoked, including expired ones, in order of creation. */
    Flux<ApiToken> list(long userId);
}
