package io.flangular.domain.secondfactor;

import java.time.Instant;
import java.util.OptionalLong;

/** The codes of authenticators: six digits that change every 30 seconds (TOTP, RFC 6238, HMAC-SHA-1). */
public interface OneTimePasswords {

    /**
     * The time step that a typed code belongs to: the one at that instant or one to either side, else empty. It is
     * {@linkplain CodeNormalizer normalized} first.
     */
    OptionalLong step(TotpSecret secret, String typed, Instant instant);
}
