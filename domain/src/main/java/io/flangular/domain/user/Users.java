package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The users that there are. */
public interface Users {

    /** The user with this id; empty when there is none. */
    Mono<User> find(long id);

    /** The user with this address; empty when there is none. */
    Mono<User> find(EmailAddress email);

    /** Whether there is any user at all. */
    Mono<Boolean> any();

    /** Adds an enabled user and gives it with its id; a conflict when the address is taken. */
    Mono<User> add(EmailAddress email, @Nullable String name, PasswordHash passwordHash);

    /** Lets a user log in or not; nothing happens when there is no such user. */
    Mono<Void> setDisabled(long id, boolean disabled);
}
