package io.flangular.domain.session;

import io.flangular.domain.user.Client;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Begins a session for somebody who knows an address and its password, and has the second factor if there is one. */
public interface LogIn {
    /** How long a good password waits for its code. */
    Duration CODE_WITHIN = Duration.ofMinutes(5);

    /**
     * A new session, or the question for a code. Fails as not authenticated, with the same message and in the same time
     * whether the account is unknown, is disabled, has no or another password, or had too many failures; as too many
     * when the client's address had too many, whatever the account; as invalid when a value is longer than any can be;
     * as busy when too many try at once.
     */
    Mono<LogInStep> logIn(String email, String password, Client client);

    /**
     * A new session for who gave the password before and now gives a code of the authenticator or a recovery code. Fails
     * as not authenticated when the code is not good, was used before or comes too late, when the password was changed
     * or the account disabled in the meantime, and when there were too many failures.
     */
    Mono<UserSession> confirm(LogInStep.CodeNeeded challenge, String code, Client client);

    /** What the browser of a session that has just begun is bound to: the user's password and second factor. */
    Mono<String> deviceBinding(UserSession begun);
}
