package io.flangular.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users that there are. Instants are kept to the millisecond. */
public interface Users {

    /** The user with this id; empty when there is none. */
    Mono<User> find(long id);

    /** The user with this address; empty when there is none. */
    Mono<User> find(EmailAddress email);

    /** The same as an administrator sees it; empty when there is none. */
    Mono<UserOverview> overview(long id);

    /** Those that are looked for. */
    Mono<UserPage> search(UserSearch search);

    /** Whether there is any user at all. */
    Mono<Boolean> any();

    /** Adds an enabled user and gives it with its id; a conflict when the address is taken. */
    Mono<User> add(NewUser user);

    /**
     * The user with this id, kept from change by others until the unit of work ends; empty when there is none. What must
     * not happen between two looks at a user happens behind this.
     */
    Mono<User> lock(long id);

    /** The administrators who are enabled and have a password, kept from change likewise, in the order of their ids. */
    Flux<User> lockAdministrators();

    /** Lets a user log in or not; nothing happens when there is no such user. */
    Mono<Void> setDisabled(long id, boolean disabled);

    /** Gives a user another role; nothing happens when there is no such user. */
    Mono<Void> setRole(long id, Role role);

    /** Calls a user by another name, or by the address alone; nothing happens when there is no such user. */
    Mono<Void> setName(long id, @Nullable String name);

    /** Gives a user another password; nothing happens when there is no such user. */
    Mono<Void> setPassword(long id, PasswordHash hash, Instant instant);

    /** Keeps the same password in another hash; nothing happens when there is no such user. */
    Mono<Void> rehash(long id, PasswordHash hash);

    /** Notes that a user did something; nothing happens when there is no such user. */
    Mono<Void> noteSeen(long id, Instant instant);
}
