package io.flangular.domain.link;

import io.flangular.domain.user.User;
import reactor.core.publisher.Mono;

/** Sends one-time links by e-mail. */
public interface LinkMail {
    /** Sends a link; false when e-mail is not configured and the link was only logged. Fails when it cannot be sent. */
    Mono<Boolean> send(User user, OneTimeLink link, LinkCode code);
}
