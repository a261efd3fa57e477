package io.flangular.application.account;

import io.flangular.application.CredentialCaches;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.LoginThrottle.Attempt;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.account.ManageSecondFactor;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Enables and disables the second factor of a user. The key is stored encrypted, recovery codes as hashes. */
public final class ManageSecondFactorService implements ManageSecondFactor {
    private static final String TOO_MANY = "Too many wrong codes. Try again later.";

    private final SecondFactors factors;
    private final OneTimePasswords oneTimePasswords;
    private final SecretSeal seal;
    private final SecretHasher hasher;
    private final Sessions sessions;
    private final PasswordConfirmation passwordConfirmation;
    private final LoginThrottle throttle;
    private final AuditTrail audit;
    private final CredentialCaches caches;
    private final RandomBytes random;

    /** The throttle is shared with the login, the caches are those of the services that check sessions and tokens. */
    public ManageSecondFactorService(
            SecondFactors factors,
            OneTimePasswords oneTimePasswords,
            SecretSeal seal,
            SecretHasher hasher,
            Sessions sessions,
            PasswordConfirmation passwordConfirmation,
            LoginThrottle throttle,
            AuditTrail audit,
            CredentialCaches caches,
            RandomBytes random) {
        this.factors = factors;
        this.oneTimePasswords = oneTimePasswords;
        this.seal = seal;
        this.hasher = hasher;
        this.sessions = sessions;
        this.passwordConfirmation = passwordConfirmation;
        this.throttle = throttle;
        this.audit = audit;
        this.caches = caches;
        this.random = random;
    }

    @Override
    public Mono<TotpSecret> begin(UserSession current, String password, Client client) {
        return passwordConfirmation
                .confirm(current, password, "second factor", client)
                .flatMap(verified -> passwordConfirmation.change(verified, user -> {
                    TotpSecret secret = new TotpSecret(random.next(TotpSecret.LENGTH));
                    return factors.begin(user.id(), seal.seal(secret))
                            .filter(begun -> begun)
                            .map(begun -> secret)
                            .switchIfEmpty(Mono.error(ManageSecondFactorService::alreadyOn));
                }));
    }

    @Override
    public Mono<List<RecoveryCode>> confirm(UserSession current, String code, Client client) {
        return Mono.defer(() -> {
            Attempt attempt =
                    throttle.ofCode(current.user().id(), client.withoutDevice()).orTooMany(TOO_MANY);
            // Behind the lock, so that it is the key which the code was made with that is confirmed, and no newer one.
            Mono<List<RecoveryCode>> change = passwordConfirmation
                    .change(
                            current.user(),
                            user -> factors.find(user.id())
                                    .switchIfEmpty(Mono.error(ManageSecondFactorService::notBegun))
                                    .flatMap(factor -> turnOn(factor, code, current, client)))
                    .doOnNext(codes -> attempt.refund());
            return caches.invalidateAfter(change);
        });
    }

    private Mono<List<RecoveryCode>> turnOn(SecondFactor factor, String code, UserSession current, Client client) {
        if (factor.on()) {
            return Mono.error(alreadyOn());
        }
        TotpSecret secret = seal.open(factor.sealed()).orElse(null);
        if (secret == null) {
            return Mono.error(notBegun());
        }
        Instant now = audit.now();
        OptionalLong step = oneTimePasswords.step(secret, code, now);
        if (step.isEmpty()) {
            String message = "This code is not good. Codes change every 30 seconds.";
            return Mono.error(new DomainException.Invalid(message, Map.of("code", message)));
        }
        return factors.confirm(factor.userId(), step.getAsLong(), now)
                .then(endOthers(current, now))
                .then(record(Kind.SECOND_FACTOR_ON, current, client))
                .then(newRecoveryCodes(factor.userId()));
    }

    @Override
    public Mono<List<RecoveryCode>> renewRecoveryCodes(UserSession current, String password, Client client) {
        return passwordConfirmation
                .confirm(current, password, "recovery codes", client)
                .flatMap(verified -> passwordConfirmation.change(
                        verified,
                        user -> existing(user.id())
                                .then(record(Kind.RECOVERY_CODES_MADE, current, client))
                                .then(newRecoveryCodes(user.id()))));
    }

    @Override
    public Mono<Void> turnOff(UserSession current, String password, Client client) {
        Mono<Void> change = passwordConfirmation
                .confirm(current, password, "second factor off", client)
                .flatMap(verified -> passwordConfirmation.change(
                        verified,
                        user -> existing(user.id())
                                .then(factors.remove(user.id()))
                                .then(Mono.defer(() -> endOthers(current, audit.now())))
                                .then(record(Kind.SECOND_FACTOR_OFF, current, client))));
        return caches.invalidateAfter(change);
    }

    private Mono<SecondFactor> existing(long userId) {
        return factors.find(userId)
                .filter(SecondFactor::on)
                .switchIfEmpty(Mono.error(() -> new DomainException.Invalid("There is no second factor.")));
    }

    private Mono<List<RecoveryCode>> newRecoveryCodes(long userId) {
        return Mono.defer(() -> {
            List<RecoveryCode> codes = Stream.generate(() -> RecoveryCode.generate(random))
                    .limit(RecoveryCode.COUNT)
                    .toList();
            List<String> hashes =
                    codes.stream().map(code -> hasher.hash(code.value())).toList();
            return factors.replaceRecoveryCodes(userId, hashes).thenReturn(codes);
        });
    }

    private Mono<Void> endOthers(UserSession current, Instant now) {
        return sessions.revokeOfUser(current.user().id(), current.session().id(), now)
                .then();
    }

    private Mono<Void> record(Kind kind, UserSession current, Client client) {
        return audit.record(kind, current.user().id(), client, Map.of());
    }

    /** Nor has it where the secret that sealed the key was given up since. */
    private static DomainException notBegun() {
        return new DomainException.Invalid("Set up an authenticator first.");
    }

    private static DomainException alreadyOn() {
        return new DomainException.Invalid("There is a second factor already. Turn it off first.");
    }
}
