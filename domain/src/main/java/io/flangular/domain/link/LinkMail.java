package io.flangular.domain.link;

import io.flangular.domain.user.User;
import reactor.core.publisher.Mono;

/** Sends one-time links to the people they are for. */
public interface LinkMail {

    /** Sends it: whether it was sent, and not merely noted that it would have been. Fails when it cannot be sent. */
    Mono<Boolean> send(User user, OneTimeLink link, LinkCode code);
}
