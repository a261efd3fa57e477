package io.flangular.domain.secondfactor;

import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Repository of second factors, at most one per user, and of recovery codes. Instants are stored in milliseconds. */
public interface SecondFactors {
    /** The second factor of a user, confirmed or not; empty when there is none. */
    Mono<SecondFactor> find(long userId);

    /** Stores an unconfirmed key, unless the user has a confirmed one; returns whether it was stored. */
    Mono<Boolean> begin(long userId, String sealed);

    /** Confirms an unconfirmed second factor; returns whether it was confirmed. */
    Mono<Boolean> confirm(long userId, long step, Instant instant);

    /** Uses up the code of a time step; false when a code of this or a later step was used, or nothing is confirmed. */
    Mono<Boolean> useStep(long userId, long step);

    /** Replaces the encrypted form of the same key. */
    Mono<Void> reseal(long userId, String sealed);

    /** Deletes the second factor and its recovery codes; returns whether there was one. */
    Mono<Boolean> remove(long userId);

    /**
     * Replaces all recovery codes, of which only hashes are stored; does nothing when the user has no second factor,
     * confirmed or not.
     */
    Mono<Void> replaceRecoveryCodes(long userId, Collection<String> hashes);

    /** Uses up a recovery code; returns whether it existed. */
    Mono<Boolean> useRecoveryCode(long userId, String hash);

    /** The number of unused recovery codes of a user. */
    Mono<Long> recoveryCodesLeft(long userId);
}
