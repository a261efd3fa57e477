package io.flangular.domain.user.password;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Estimates the strength of passwords. It is slow, so its concurrency is limited. */
public interface PasswordStrength {
    /**
     * Whether a dictionary attack with common passwords and patterns would find it.
     *
     * @param known personal data of the owner, such as e-mail address and name
     */
    Mono<Boolean> isCommon(Password password, Collection<String> known);
}
