package io.flangular.domain.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's second factor.
 *
 * @param sealed the key of the authenticator, as only {@link SecretSeal} can read it
 * @param confirmedAt when a first code proved that the authenticator has the key, and from when on codes are asked for;
 *     null before
 * @param lastStep the time step of the last code that was accepted: none counts twice, nor one that is older
 */
public record SecondFactor(long userId, String sealed, @Nullable Instant confirmedAt, long lastStep) {

    /** Whether codes are asked for. */
    public boolean on() {
        return confirmedAt != null;
    }
}
