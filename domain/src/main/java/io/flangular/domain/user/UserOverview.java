package io.flangular.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as administrators see it.
 *
 * @param secondFactor whether a second factor is enabled
 * @param lastSeenAt when the user was last active, to the minute; null for never
 */
public record UserOverview(
        User user, boolean secondFactor, @Nullable Instant lastSeenAt) {

    /** Whether this user can log in. */
    public UserStatus status() {
        if (user.disabled()) {
            return UserStatus.DISABLED;
        }
        return user.passwordHash() == null ? UserStatus.INVITED : UserStatus.ACTIVE;
    }
}
