package io.flangular.domain.session;

import io.flangular.domain.user.Client;
import reactor.core.publisher.Mono;

/** Use case: logout. */
public interface Logout {
    /**
     * Revokes a session: at once on this node, within one second on others. On failure the revocation could not be
     * stored: this node refuses the session nevertheless, and stores the revocation as soon as possible.
     */
    Mono<Void> logout(SessionId id, Client client);
}
