package io.flangular.application.account;

import io.flangular.application.CredentialChanges;
import io.flangular.application.RunToCompletion;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Changes the password of the logged-in user, and ends what the former password gave access to. */
public final class PasswordChanger {
    private static final String NEW_PASSWORD = "new_password";

    private final Users users;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final PasswordConfirmation passwordConfirmation;
    private final NewPasswordPolicy newPasswordPolicy;
    private final CredentialChanges changes;
    private final AuditTrail audit;

    public PasswordChanger(
            Users users,
            Sessions sessions,
            OneTimeLinks links,
            PasswordConfirmation passwordConfirmation,
            NewPasswordPolicy newPasswordPolicy,
            CredentialChanges changes,
            AuditTrail audit) {
        this.users = users;
        this.sessions = sessions;
        this.links = links;
        this.passwordConfirmation = passwordConfirmation;
        this.newPasswordPolicy = newPasswordPolicy;
        this.changes = changes;
        this.audit = audit;
    }

    Mono<Void> change(UserSession current, String password, String newPassword, Client client) {
        return Mono.defer(() -> {
            Password chosen = NewPasswordPolicy.of(newPassword, NEW_PASSWORD);
            return RunToCompletion.of(passwordConfirmation
                    .confirm(current, password, "password", client)
                    .flatMap(user -> hash(chosen, password, user)
                            .flatMap(hash -> changes.run(passwordConfirmation
                                    .lockUnchanged(user)
                                    .flatMap(same -> setPassword(same, hash, current.session(), client))))));
        });
    }

    private Mono<PasswordHash> hash(Password chosen, String password, User user) {
        return chosen.value().equals(Password.normalized(password))
                ? Mono.error(DomainException.Invalid.field(NEW_PASSWORD, "This is the password that you have already."))
                : newPasswordPolicy.hash(chosen, user, NEW_PASSWORD);
    }

    private Mono<Void> setPassword(User user, PasswordHash hash, Session current, Client client) {
        Instant now = audit.now();
        return users.setPassword(user.id(), hash, now)
                .then(sessions.revokeOfUser(user.id(), current.id(), now))
                .then(links.removeOfUser(user.id()))
                .then(audit.record(Kind.PASSWORD_CHANGED, user.id(), client, Map.of()));
    }
}
