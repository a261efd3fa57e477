package io.flangular.domain.session;

import java.time.Instant;

/** The result of a correct password. */
public sealed interface LoginStep {
    /** A session has begun. */
    record LoggedIn(UserSession session) implements LoginStep {}

    /**
     * A code is needed as well.
     *
     * @param passwordGivenAt when the password was verified; the code must follow within {@link Login#CODE_TIMEOUT}
     */
    record CodeNeeded(long userId, Instant passwordGivenAt) implements LoginStep {}
}
