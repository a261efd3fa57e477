package io.flangular.application.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.Users;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Adds the first user to an installation that has none. */
public final class EnsureAdministratorService implements EnsureAdministrator {
    private static final Outcome NOTHING_DONE = new Outcome(false, null);

    private final Users users;
    private final PasswordHasher hasher;
    private final RandomBytes random;

    /** With what it needs. */
    public EnsureAdministratorService(Users users, PasswordHasher hasher, RandomBytes random) {
        this.users = users;
        this.hasher = hasher;
        this.random = random;
    }

    @Override
    public Mono<Outcome> ensure(EmailAddress email, @Nullable Password password) {
        return users.any().flatMap(any -> any ? Mono.just(NOTHING_DONE) : add(email, password));
    }

    private Mono<Outcome> add(EmailAddress email, @Nullable Password configured) {
        Password password = configured == null ? Password.generate(random) : configured;
        Password generated = configured == null ? password : null;
        return hasher.hash(password)
                .flatMap(hash -> users.add(email, null, hash))
                .map(user -> new Outcome(true, generated))
                // Another node that starts at the same time was faster; its password counts.
                .onErrorReturn(DomainException.Conflict.class, NOTHING_DONE);
    }
}
