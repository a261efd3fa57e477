package io.flangular.domain.session;

import java.time.Instant;

/** What follows from a good password. */
public sealed interface LogInStep {

    /** A session has begun. */
    record LoggedIn(UserSession session) implements LogInStep {}

    /**
     * A code is needed as well.
     *
     * @param userId whose password it was
     * @param passwordGivenAt when it was given; the code must follow within {@link LogIn#CODE_WITHIN}
     */
    record CodeNeeded(long userId, Instant passwordGivenAt) implements LogInStep {}
}
