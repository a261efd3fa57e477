package io.flangular.domain.user;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Tells passwords that are easily guessed from others. It takes time and is therefore limited in number. */
public interface PasswordStrength {

    /**
     * Whether somebody who tries common passwords and patterns would find it soon.
     *
     * @param known what is known about its owner, such as e-mail address and name
     */
    Mono<Boolean> isCommon(Password password, Collection<String> known);
}
