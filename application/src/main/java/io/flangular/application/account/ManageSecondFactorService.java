package io.flangular.application.account;

import io.flangular.application.CredentialChanges;
import io.flangular.application.RunToCompletion;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.LoginThrottle.Attempt;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.session.SecondFactorManager;
import io.flangular.domain.account.ManageSecondFactor;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import reactor.core.publisher.Mono;

/** Lets users enable and disable their second factor. */
public final class ManageSecondFactorService implements ManageSecondFactor {
    private static final String TOO_MANY = "Too many wrong codes. Try again later.";

    private final SecondFactorManager secondFactors;
    private final Sessions sessions;
    private final PasswordConfirmation passwordConfirmation;
    private final LoginThrottle throttle;
    private final CredentialChanges changes;
    private final AuditTrail audit;

    /** The throttle is shared with the login. */
    public ManageSecondFactorService(
            SecondFactorManager secondFactors,
            Sessions sessions,
            PasswordConfirmation passwordConfirmation,
            LoginThrottle throttle,
            CredentialChanges changes,
            AuditTrail audit) {
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.passwordConfirmation = passwordConfirmation;
        this.throttle = throttle;
        this.changes = changes;
        this.audit = audit;
    }

    @Override
    public Mono<TotpSecret> begin(UserSession current, String password, Client client) {
        return confirmed(current, password, "second factor", client, secondFactors::begin);
    }

    @Override
    public Mono<List<RecoveryCode>> confirm(UserSession current, String code, Client client) {
        return Mono.defer(() -> {
            long userId = current.user().id();
            Attempt attempt = throttle.ofCode(userId, client.withoutDevice()).orTooMany(TOO_MANY);
            // The lock excludes that a newer key is confirmed than the one that the code was computed with.
            return RunToCompletion.of(changes.run(passwordConfirmation
                            .lockUnchanged(current.user())
                            .flatMap(user -> secondFactors.confirm(userId, code, audit.now()))
                            .then(endOtherSessions(current))
                            .then(record(Kind.SECOND_FACTOR_ON, current, client))
                            .then(secondFactors.replaceRecoveryCodes(userId)))
                    .doOnNext(codes -> attempt.refund()));
        });
    }

    @Override
    public Mono<List<RecoveryCode>> renewRecoveryCodes(UserSession current, String password, Client client) {
        return confirmed(
                current,
                password,
                "recovery codes",
                client,
                userId -> secondFactors
                        .replaceRecoveryCodes(userId)
                        .delayUntil(codes -> record(Kind.RECOVERY_CODES_MADE, current, client)));
    }

    @Override
    public Mono<Void> turnOff(UserSession current, String password, Client client) {
        return confirmed(
                current,
                password,
                "second factor off",
                client,
                userId -> secondFactors
                        .remove(userId)
                        .then(endOtherSessions(current))
                        .then(record(Kind.SECOND_FACTOR_OFF, current, client)));
    }

    private <T> Mono<T> confirmed(
            UserSession current, String password, String purpose, Client client, LongFunction<Mono<T>> work) {
        return RunToCompletion.of(passwordConfirmation
                .confirm(current, password, purpose, client)
                .flatMap(verified -> changes.run(
                        passwordConfirmation.lockUnchanged(verified).flatMap(user -> work.apply(user.id())))));
    }

    private Mono<Long> endOtherSessions(UserSession current) {
        return Mono.defer(() ->
                sessions.revokeOfUser(current.user().id(), current.session().id(), audit.now()));
    }

    private Mono<Void> record(Kind kind, UserSession current, Client client) {
        return audit.record(kind, current.user().id(), client, Map.of());
    }
}
