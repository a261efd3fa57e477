package io.flangular.domain.link;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The links that were made and not used, at most one for each user. Instants are kept to the millisecond. */
public interface OneTimeLinks {

    /** Keeps a link in place of any former one of the same user. */
    Mono<Void> replace(OneTimeLink link);

    /** The link with this hash; empty when there is none. */
    Mono<OneTimeLink> find(String hash);

    /** Takes the link with this hash away and gives it; empty when there is none any more. */
    Mono<OneTimeLink> take(String hash);

    /** Takes a user's link away, if there is one. */
    Mono<Void> removeOfUser(long userId);

    /** Takes away the links that somebody issued. */
    Mono<Void> removeIssuedBy(long issuerId);

    /** Forgets links that ended before that instant, at most so many of them, and tells how many. */
    Mono<Long> deleteEndedBefore(Instant instant, int atMost);
}
