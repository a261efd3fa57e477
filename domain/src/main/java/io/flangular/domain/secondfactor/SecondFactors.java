package io.flangular.domain.secondfactor;

import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** The second factors of users, at most one each, and their recovery codes. Instants are kept to the millisecond. */
public interface SecondFactors {

    /** A user's second factor, be it confirmed or not; empty when there is none. */
    Mono<SecondFactor> find(long userId);

    /** Begins anew with this key, unconfirmed, unless the user has a confirmed one: whether it was done. */
    Mono<Boolean> begin(long userId, String sealed);

    /** Confirms what was begun and not confirmed: whether it was done. */
    Mono<Boolean> confirm(long userId, long step, Instant instant);

    /**
     * Takes a code of that time step, unless one of that or a later step was taken before or nothing is confirmed: whether
     * it was done.
     */
    Mono<Boolean> useStep(long userId, long step);

    /** Keeps the same key in another sealed form. */
    Mono<Void> reseal(long userId, String sealed);

    /** Forgets the second factor and its recovery codes: whether there was one. */
    Mono<Boolean> remove(long userId);

    /**
     * Puts these recovery codes, of which only hashes are kept, in place of all former ones; nothing happens when the
     * user has no second factor, confirmed or not.
     */
    Mono<Void> replaceRecoveryCodes(long userId, Collection<String> hashes);

    /** Uses up a recovery code: whether the user had it. */
    Mono<Boolean> useRecoveryCode(long userId, String hash);

    /** How many recovery codes a user has left. */
    Mono<Long> recoveryCodesLeft(long userId);
}
