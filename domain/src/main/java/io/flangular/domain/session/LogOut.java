package io.flangular.domain.session;

import io.flangular.domain.user.Client;
import reactor.core.publisher.Mono;

/** Ends a session for good. */
public interface LogOut {

    /** From now on the session opens nothing here; on other nodes after at most one second. */
    Mono<Void> logOut(SessionId id, Client client);
}
