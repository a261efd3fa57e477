package io.flangular.domain.session;

import io.flangular.domain.user.Client;
import reactor.core.publisher.Mono;

/** Ends a session for good. */
public interface LogOut {

    /**
     * From now on the session opens nothing here; on other nodes after at most one second. When it fails, the end of the
     * session could not be stored: this node refuses the session nevertheless, and stores its end as soon as possible.
     */
    Mono<Void> logOut(SessionId id, Client client);
}
