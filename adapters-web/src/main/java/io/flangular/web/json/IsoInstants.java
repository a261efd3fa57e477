package io.flangular.web.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Formats instants in ISO 8601, in UTC, to the second. */
public final class IsoInstants {
    private IsoInstants() {}

    public static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static @Nullable String orNull(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }
}
