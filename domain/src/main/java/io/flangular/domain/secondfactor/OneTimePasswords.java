package io.flangular.domain.secondfactor;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Verifies one-time passwords of authenticators: six digits that change every 30 seconds (TOTP, RFC 6238, HMAC-SHA-1).
 */
public interface OneTimePasswords {
    /**
     * The time step of a code: the current one, the previous or the next; empty when the code is wrong. The code is
     * {@linkplain CodeNormalizer normalized} first.
     */
    OptionalLong step(TotpSecret secret, String typed, Instant instant);
}
