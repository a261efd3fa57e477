package io.flangular.domain.link;

import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import reactor.core.publisher.Mono;

/** Use case: choose a password with a one-time link. */
public interface RedeemLink {
    /**
     * Sets the password of the user, revokes the user's sessions, and uses up the link. Fails as not authenticated when
     * the link is unknown, used or expired, or the user is disabled; as invalid when the password violates a rule, in
     * which case the link stays valid; as too many after many failures from the IP address of the client.
     */
    Mono<User> redeem(String code, String password, Client client);
}
