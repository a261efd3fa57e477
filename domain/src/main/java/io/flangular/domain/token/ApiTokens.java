package io.flangular.domain.token;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tokens that were made. Instants are kept to the millisecond. */
public interface ApiTokens {

    /** Keeps a new token and gives it with its id. */
    Mono<ApiToken> add(TokenGrant grant);

    /** The token with this hash, active or not; empty when there is none. */
    Mono<ApiToken> find(TokenHash hash);

    /** The tokens of a user that were not revoked, ended ones included, in the order in which they were made. */
    Flux<ApiToken> ofUser(long userId);

    /** Ends a user's own token for good and gives it; empty when the user has none of that id that is not revoked. */
    Mono<ApiToken> revoke(long userId, long id, Instant instant);

    /** Ends all tokens of a user for good, and tells how many. */
    Mono<Long> revokeOfUser(long userId, Instant instant);

    /** Notes that a token was used; nothing happens when it is unknown. */
    Mono<Void> noteUse(long id, Instant instant);

    /** Forgets tokens that ended before that instant, at most so many of them, and tells how many. */
    Mono<Long> deleteEndedBefore(Instant instant, int atMost);
}
