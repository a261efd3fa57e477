package io.flangular.domain.user;

import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repository of users. Instants are stored in milliseconds. Changes of a user who does not exist have no effect. */
public interface Users {
    /** Empty when there is no user with this id. */
    Mono<User> find(long id);

    /** The user with this e-mail address; empty when there is none. */
    Mono<User> find(EmailAddress email);

    /** The same as an administrator sees it; empty when there is none. */
    Mono<UserOverview> overview(long id);

    Mono<UserPage> search(UserSearch search);

    /** Whether there is any user at all. */
    Mono<Boolean> any();

    /** Adds an enabled user and returns it with its id; a conflict when the e-mail address is taken. */
    Mono<User> add(NewUser user);

    /**
     * Locks the user with this id until the unit of work ends; empty when there is none. Changes that depend on the
     * state of a user hold this lock.
     */
    Mono<User> lock(long id);

    /** Locks the enabled administrators with a password, in the order of their ids. */
    Flux<User> lockAdministrators();

    Mono<Void> setDisabled(long id, boolean disabled);

    Mono<Void> setRole(long id, Role role);

    /** Changes the name, or removes it when it is null. */
    Mono<Void> setName(long id, @Nullable String name);

    Mono<Void> setPassword(long id, PasswordHash hash, Instant instant);

    /** Replaces the hash of an unchanged password. */
    Mono<Void> rehash(long id, PasswordHash hash);

    /** Stores when a user was last active. */
    Mono<Void> noteSeen(long id, Instant instant);
}
