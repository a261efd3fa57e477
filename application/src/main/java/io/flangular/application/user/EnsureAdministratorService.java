package io.flangular.application.user;

import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordHasher;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Adds the first user to an installation that has none. */
public final class EnsureAdministratorService implements EnsureAdministrator {
    private static final Outcome NOTHING_DONE = new Outcome(false, null);
    /** The event has no IP address, since the application itself adds the user. */
    private static final Client NO_CLIENT = new Client("", null, null);

    private final Users users;
    private final PasswordHasher hasher;
    private final NewPasswordPolicy newPasswordPolicy;
    private final AuditTrail audit;
    private final UnitOfWork unitOfWork;
    private final RandomBytes random;

    public EnsureAdministratorService(
            Users users,
            PasswordHasher hasher,
            NewPasswordPolicy newPasswordPolicy,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            RandomBytes random) {
        this.users = users;
        this.hasher = hasher;
        this.newPasswordPolicy = newPasswordPolicy;
        this.audit = audit;
        this.unitOfWork = unitOfWork;
        this.random = random;
    }

    @Override
    public Mono<Outcome> ensure(EmailAddress email, @Nullable Password password) {
        return users.any().flatMap(any -> any ? Mono.just(NOTHING_DONE) : add(email, password));
    }

    private Mono<Outcome> add(EmailAddress email, @Nullable Password configured) {
        if (configured != null) {
            return add(email, newPasswordPolicy.hash(configured, email, "password"), new Outcome(true, null));
        }
        Password generated = Password.generate(random);
        return add(email, hasher.hash(generated), new Outcome(true, generated));
    }

    private Mono<Outcome> add(EmailAddress email, Mono<PasswordHash> hashed, Outcome added) {
        return hashed.flatMap(hash -> unitOfWork.run(add(email, hash)))
                .thenReturn(added)
                // Another node that starts at the same time was faster; its password counts.
                .onErrorReturn(DomainException.Conflict.class, NOTHING_DONE);
    }

    private Mono<User> add(EmailAddress email, PasswordHash hash) {
        return users.add(new NewUser(email, null, Role.ADMINISTRATOR, hash, audit.now()))
                .delayUntil(user ->
                        audit.record(Kind.USER_ADDED, null, user.id(), NO_CLIENT, Map.of("role", "administrator")));
    }
}
