package io.flangular.domain.apitoken;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repository of API tokens. Instants are stored in milliseconds. */
public interface ApiTokens {
    /** Stores a new token and returns it with its id. */
    Mono<ApiToken> add(ApiTokenGrant grant);

    /** The token with this hash, active or not; empty when it does not exist. */
    Mono<ApiToken> find(ApiTokenHash hash);

    /** The tokens of a user that are not revoked, including expired ones, in order of creation. */
    Flux<ApiToken> ofUser(long userId);

    /** Revokes a token and returns it; empty when the user has no token with this id, or it is already revoked. */
    Mono<ApiToken> revoke(long userId, long id, Instant instant);

    /** Revokes all tokens of a user and returns how many. */
    Mono<Long> revokeOfUser(long userId, Instant instant);

    /** Stores the time of the last use; does nothing when the token is unknown. */
    Mono<Void> noteUse(long id, Instant instant);

    /** Deletes at most this many tokens that expired before this instant, and returns how many. */
    Mono<Long> deleteExpiredBefore(Instant instant, int atMost);
}
