package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sees to it that somebody can log in to a new installation. There is no default password. */
public interface EnsureAdministrator {

    /**
     * Adds the first user when there is none; otherwise changes nothing, also when the address or the password
     * is not that of an existing user.
     *
     * @param password null to have one generated
     */
    Mono<Outcome> ensure(EmailAddress email, @Nullable Password password);

    /**
     * What was done.
     *
     * @param added whether the user was added now
     * @param generated the generated password, to be shown this one time; null when none was generated
     */
    record Outcome(boolean added, @Nullable Password generated) {}
}
