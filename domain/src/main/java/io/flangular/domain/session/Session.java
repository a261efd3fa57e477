package io.flangular.domain.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What begins with a log-in and ends with a log-out, at the latest at a fixed instant however active the user is.
 *
 * @param authenticatedAt when the password was given
 * @param endsAt when it ends at the latest
 * @param revokedAt when it was ended before; null while it was not
 */
public record Session(SessionId id, long userId, Instant authenticatedAt, Instant endsAt, @Nullable Instant revokedAt) {

    /** Whether it is still good at that instant. */
    public boolean activeAt(Instant instant) {
        return revokedAt == null && instant.isBefore(endsAt);
    }
}
