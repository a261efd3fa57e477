package io.flangular.domain.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The second factor of a user.
 *
 * @param sealed the encrypted key of the authenticator, see {@link SecretSeal}
 * @param confirmedAt when a first code confirmed the key, which enables the second factor; null before
 * @param lastStep the time step of the last accepted code; the same or an older code is not accepted again
 */
public record SecondFactor(
        long userId, String sealed, @Nullable Instant confirmedAt, long lastStep) {

    public boolean on() {
        return confirmedAt != null;
    }
}
