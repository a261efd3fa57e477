package io.flangular.application.session;

import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.LoginThrottle.Attempt;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordMatch;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Requires the current password for sensitive changes (step-up authentication), so that an abandoned or stolen session
 * is not enough. Guesses are throttled per session, so that an attacker cannot keep the owner from changing the
 * password; throttled attempts are not recorded, since they would flood the audit log.
 */
public final class PasswordConfirmation {
    private static final String TOO_MANY = "Too many wrong passwords. Try again later.";

    private final Users users;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final AuditTrail audit;

    /** The throttle is shared with the login. */
    public PasswordConfirmation(Users users, PasswordHasher hasher, LoginThrottle throttle, AuditTrail audit) {
        this.users = users;
        this.hasher = hasher;
        this.throttle = throttle;
        this.audit = audit;
    }

    /**
     * Confirms the password and returns the user. Fails as invalid on the field {@code password}, as too many or as
     * busy.
     *
     * @param purpose what the password is needed for, as recorded in the audit log
     */
    public Mono<User> confirm(UserSession current, String typed, String purpose, Client client) {
        return Mono.defer(() -> {
            if (Password.tooLong(typed)) {
                return Mono.error(wrong());
            }
            Attempt attempt = throttle.ofSession(current.session()).orTooMany(TOO_MANY);
            return users.find(current.user().id())
                    .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new))
                    .flatMap(user -> hasher.match(typed, user.passwordHash())
                            .filter(PasswordMatch::matches)
                            .map(match -> user))
                    .doOnSuccess(user -> {
                        if (user != null) {
                            attempt.refund();
                        }
                    })
                    .doOnError(notVerified -> attempt.refund())
                    .switchIfEmpty(Mono.defer(() -> refuse(current.user(), purpose, client)));
        });
    }

    /**
     * Locks the user, within a unit of work. Fails as not authenticated when the user was disabled since the
     * confirmation, and as invalid when the password was changed: the session may be the one that changed it, and live
     * on.
     */
    public Mono<User> lockUnchanged(User verified) {
        return Mono.defer(() -> users.lock(verified.id()))
                .filter(user -> !user.disabled())
                .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new))
                .filter(user -> Objects.equals(user.passwordHash(), verified.passwordHash()))
                .switchIfEmpty(Mono.error(() -> invalid("Your password was changed in the meantime.")));
    }

    private Mono<User> refuse(User user, String purpose, Client client) {
        return audit.record(Kind.PASSWORD_REFUSED, user.id(), client, Map.of("reason", "password", "for", purpose))
                .then(Mono.error(PasswordConfirmation::wrong));
    }

    private static DomainException wrong() {
        return invalid("Wrong password.");
    }

    private static DomainException invalid(String message) {
        return DomainException.Invalid.field("password", message);
    }
}
