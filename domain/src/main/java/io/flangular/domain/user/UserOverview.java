package io.flangular.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sees of a user.
 *
 * @param secondFactor whether a code is asked for after the password
 * @param lastSeenAt when the user last did something in a session, to the minute; null for never
 */
public record UserOverview(User user, boolean secondFactor, @Nullable Instant lastSeenAt) {

    /** Whether this user can log in. */
    public UserStatus status() {
        if (user.disabled()) {
            return UserStatus.DISABLED;
        }
        return user.passwordHash() == null ? UserStatus.INVITED : UserStatus.ACTIVE;
    }
}
