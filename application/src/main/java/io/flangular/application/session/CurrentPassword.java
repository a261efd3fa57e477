package io.flangular.application.session;

import io.flangular.application.session.LogInThrottle.Attempt;
import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.PasswordMatch;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Sees to it that sensitive changes are made only by who gives the password now: a session that somebody left open, or
 * that was stolen, is not enough. Guesses are throttled for each session, so that a thief does not keep the owner from
 * changing the password; what is refused as too many is not recorded, since that would flood the security log.
 */
public final class CurrentPassword {
    private static final String TOO_MANY = "Too many wrong passwords. Try again later.";

    private final Users users;
    private final PasswordHasher hasher;
    private final LogInThrottle throttle;
    private final SecurityLog log;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    /** The throttle is shared with the log-in. */
    public CurrentPassword(
            Users users,
            PasswordHasher hasher,
            LogInThrottle throttle,
            SecurityLog log,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.users = users;
        this.hasher = hasher;
        this.throttle = throttle;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * The user, when what was typed is the password; otherwise a refusal as invalid on the field {@code password}, as too
     * many or as busy.
     *
     * @param purpose what the password is needed for, in the words of the security log
     */
    public Mono<User> verified(UserSession current, String typed, String purpose, Client client) {
        return Mono.defer(() -> {
            if (Password.tooLong(typed)) {
                return Mono.error(wrong());
            }
            Attempt attempt = throttle.ofSession(current.session()).orTooMany(TOO_MANY);
            return users.find(current.user().id())
                    .switchIfEmpty(Mono.error(CurrentPassword::gone))
                    .flatMap(user -> hasher.match(typed, user.passwordHash())
                            .filter(PasswordMatch::matches)
                            .map(match -> user))
                    .doOnSuccess(user -> {
                        if (user != null) {
                            attempt.giveBack();
                        }
                    })
                    .doOnError(notVerified -> attempt.giveBack())
                    .switchIfEmpty(Mono.defer(() -> refuse(current.user(), purpose, client)));
        });
    }

    /** A change as one unit of work, refused when the verified user has another password or is disabled by then. */
    public <T> Mono<T> change(User verified, Function<User, Mono<T>> work) {
        return unitOfWork.run(users.lock(verified.id())
                .filter(user -> !user.disabled() && Objects.equals(user.passwordHash(), verified.passwordHash()))
                .switchIfEmpty(Mono.error(CurrentPassword::gone))
                .flatMap(work));
    }

    private Mono<User> refuse(User user, String purpose, Client client) {
        SecurityEvent event = SecurityEvent.ofOneself(
                clock.instant(),
                SecurityEvent.Kind.PASSWORD_REFUSED,
                user.id(),
                client.address(),
                Map.of("reason", "password", "for", purpose));
        return log.record(event).then(Mono.error(CurrentPassword::wrong));
    }

    private static DomainException wrong() {
        String message = "This is not your password.";
        return new DomainException.Invalid(message, Map.of("password", message));
    }

    /** What becomes of a session whose user was disabled or got another password meanwhile. */
    public static DomainException gone() {
        return new DomainException.NotAuthenticated("You are not logged in.");
    }
}
