package io.flangular.domain.user;

import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Use case: adds the first administrator of a new installation. There is no default password. */
public interface EnsureAdministrator {
    /**
     * Adds the first user when there is none; otherwise changes nothing, even when no user has this e-mail address or
     * password.
     *
     * @param password null to generate one
     */
    Mono<Outcome> ensure(EmailAddress email, @Nullable Password password);

    /**
     * The result.
     *
     * @param added whether the user was added now
     * @param generated the generated password, which is shown only once; null when none was generated
     */
    record Outcome(boolean added, @Nullable Password generated) {}
}
