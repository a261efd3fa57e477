package io.flangular.domain.link;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Repository of unused one-time links, at most one per user. Instants are stored in milliseconds. */
public interface OneTimeLinks {
    /** Stores a link, which replaces an earlier one of the same user. */
    Mono<Void> replace(OneTimeLink link);

    /** The link with this hash; empty when there is none. */
    Mono<OneTimeLink> find(String hash);

    /** Deletes the link with this hash and returns it; empty when it does not exist. */
    Mono<OneTimeLink> take(String hash);

    Mono<Void> removeOfUser(long userId);

    /** Deletes the links that an administrator issued. */
    Mono<Void> removeIssuedBy(long issuerId);

    /** Deletes at most this many links that expired before this instant, and returns how many. */
    Mono<Long> deleteExpiredBefore(Instant instant, int atMost);
}
