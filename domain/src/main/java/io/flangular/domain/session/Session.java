package io.flangular.domain.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What begins with a login and ends with a logout, at the latest at a fixed instant however active the user is.
 *
 * @param handle names it to its owner and to administrators, who must not learn its id; 22 letters of base64url
 * @param authenticatedAt when the password was given
 * @param endsAt when it ends at the latest
 * @param revokedAt when it was ended before; null while it was not
 * @param lastSeenAt when it was last used, to the minute
 * @param address the network address that it was begun from
 * @param browser what the browser said it was; null when it said nothing
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

    /** How exactly it is known when a session was last used. */
    public static final Duration PRECISION = Duration.ofMinutes(1);

    /** Whether it is still good at that instant. */
    public boolean activeAt(Instant instant) {
        return revokedAt == null && instant.isBefore(endsAt);
    }

    /** Whether its tokens may still be good at that instant; they end after so long without use. */
    public boolean inUseAt(Instant instant, Duration idle) {
        return instant.isBefore(lastSeenAt.plus(idle).plus(PRECISION));
    }
}
