package io.flangular.domain.secondfactor;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** An authenticator whose codes are easily computed, and differ for each key and time step. */
public class FakeOneTimePasswords implements OneTimePasswords {
    private static final int SECONDS = 30;

    @Override
    public OptionalLong step(TotpSecret secret, String typed, Instant instant) {
        long now = stepAt(instant);
        return LongStream.rangeClosed(now - 1, now + 1)
                .filter(step -> code(secret, step).equals(CodeNormalizer.normalized(typed)))
                .findFirst();
    }

    /** The code that the authenticator shows at that instant. */
    public String code(TotpSecret secret, Instant instant) {
        return code(secret, stepAt(instant));
    }

    /** The time step at that instant. */
    public long stepAt(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    private static String code(TotpSecret secret, long step) {
        return String.format("%06d", Math.floorMod(secret.hashCode() + step, 1_000_000));
    }
}
