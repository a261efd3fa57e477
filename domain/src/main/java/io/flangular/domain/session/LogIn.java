package io.flangular.domain.session;

import reactor.core.publisher.Mono;

/** Begins a session for somebody who knows an address and its password. */
public interface LogIn {

    /**
     * A new session. Fails as not authenticated, with the same message and in the same time whether the account
     * is unknown, is disabled or has another password; as invalid when a value is longer than any can be; as busy
     * when too many try at once.
     */
    Mono<UserSession> logIn(String email, String password);
}
