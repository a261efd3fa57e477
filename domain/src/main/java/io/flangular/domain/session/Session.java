package io.flangular.domain.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session from login to logout, with an absolute expiry.
 *
 * @param handle the public identifier, for users who must not learn the id; 22 characters of base64url
 * @param authenticatedAt when the password was verified
 * @param endsAt the absolute expiry
 * @param revokedAt when it was revoked; null when not
 * @param lastSeenAt when it was last used, to the minute
 * @param address the IP address of the login
 * @param browser the {@code User-Agent}; null when missing
 */
public record Session(
        SessionId id,
        String handle,
        long userId,
        Instant authenticatedAt,
        Instant endsAt,
        @Nullable Instant revokedAt,
        Instant lastSeenAt,
        String address,
        @Nullable String browser) {

    /** The precision of {@link #lastSeenAt}. */
    public static final Duration PRECISION = Duration.ofMinutes(1);

    /** Whether it is neither revoked nor expired at this instant. */
    public boolean activeAt(Instant instant) {
        return revokedAt == null && instant.isBefore(endsAt);
    }

    /** Whether its tokens, which expire after the idle time, may be valid at this instant. */
    public boolean inUseAt(Instant instant, Duration idle) {
        return instant.isBefore(lastSeenAt.plus(idle).plus(PRECISION));
    }
}
