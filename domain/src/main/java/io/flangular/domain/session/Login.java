package io.flangular.domain.session;

import io.flangular.domain.user.Client;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Use case: login with e-mail address, password and, if the user has one, second factor. */
public interface Login {
    /** The code must follow the password within this time. */
    Duration CODE_TIMEOUT = Duration.ofMinutes(5);

    /**
     * Begins a session, or requests a code. Fails as not authenticated, with the same message and in the same time,
     * when the account is unknown or disabled, the password is wrong or missing, or there were too many failures; as
     * too many when the IP address of the client had too many failures; as invalid when a value is too long; as busy
     * when too many logins run at once.
     */
    Mono<LoginStep> login(String email, String password, Client client);

    /**
     * Begins a session after the password, with a one-time password or a recovery code. Fails as not authenticated when
     * the code is wrong, used or too late, when the password was changed or the account disabled meanwhile, or when
     * there were too many failures.
     */
    Mono<UserSession> confirm(LoginStep.CodeNeeded challenge, String code, Client client);

    /** The fingerprint of password and second factor to which the browser of a new session is bound. */
    Mono<String> deviceBinding(UserSession begun);
}
