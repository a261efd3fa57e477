package io.flangular.domain.link;

import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import reactor.core.publisher.Mono;

/** Lets people choose a password by means of a link. */
public interface RedeemLink {

    /**
     * Gives the user of the link that password, ends the user's sessions, and uses the link up. Fails as not
     * authenticated when the link is unknown, was used or has ended, or the user is disabled; as invalid when the
     * password breaks a rule or is common, in which case the link goes on working; as too many after many failures from
     * the client's address.
     */
    Mono<User> redeem(String code, String password, Client client);
}
