package io.flangular.application.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.domain.secondfactor.TotpSecret;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Enables and verifies second factors: one-time passwords (TOTP) and recovery codes, each of which works once. The key
 * of the authenticator is stored encrypted, recovery codes as hashes. To be called within a unit of work.
 */
public final class SecondFactorManager {
    private static final int MAX_CODE_LENGTH = 64;

    private final SecondFactors factors;
    private final OneTimePasswords oneTimePasswords;
    private final SecretSeal seal;
    private final SecretHasher hasher;
    private final RandomBytes random;

    public SecondFactorManager(
            SecondFactors factors,
            OneTimePasswords oneTimePasswords,
            SecretSeal seal,
            SecretHasher hasher,
            RandomBytes random) {
        this.factors = factors;
        this.oneTimePasswords = oneTimePasswords;
        this.seal = seal;
        this.hasher = hasher;
        this.random = random;
    }

    /** Whether the user has a second factor. */
    Mono<Boolean> isEnabled(long userId) {
        return enabled(userId).hasElement();
    }

    private Mono<SecondFactor> enabled(long userId) {
        return Mono.defer(() -> factors.find(userId)).filter(SecondFactor::on);
    }

    /** Verifies and uses up a code; returns its kind, or empty when it is invalid. */
    Mono<AuthenticationFactor> verify(long userId, String code, Instant now) {
        if (code.length() > MAX_CODE_LENGTH) {
            return Mono.empty();
        }
        RecoveryCode recovery = RecoveryCode.typed(code);
        return enabled(userId)
                .flatMap(factor -> recovery.wellFormed() ? useRecovery(userId, recovery) : useStep(factor, code, now));
    }

    private Mono<AuthenticationFactor> useRecovery(long userId, RecoveryCode code) {
        return factors.useRecoveryCode(userId, hasher.hash(code.value()))
                .filter(used -> used)
                .map(used -> AuthenticationFactor.RECOVERY_CODE);
    }

    private Mono<AuthenticationFactor> useStep(SecondFactor factor, String code, Instant now) {
        // When the secret that encrypted the key was removed, no code can be verified.
        return Mono.justOrEmpty(seal.open(factor.sealed())).flatMap(secret -> {
            OptionalLong step = oneTimePasswords.step(secret, code, now);
            return step.isEmpty()
                    ? Mono.empty()
                    : factors.useStep(factor.userId(), step.getAsLong())
                            .filter(used -> used)
                            .flatMap(used -> reseal(factor, secret).thenReturn(AuthenticationFactor.CODE));
        });
    }

    private Mono<Void> reseal(SecondFactor factor, TotpSecret secret) {
        return seal.outdated(factor.sealed()) ? factors.reseal(factor.userId(), seal.seal(secret)) : Mono.empty();
    }

    /** Generates a key for the authenticator, to be confirmed; invalid when a second factor is enabled. */
    public Mono<TotpSecret> begin(long userId) {
        return Mono.defer(() -> {
            TotpSecret secret = new TotpSecret(random.next(TotpSecret.LENGTH));
            return factors.begin(userId, seal.seal(secret))
                    .filter(begun -> begun)
                    .map(begun -> secret)
                    .switchIfEmpty(Mono.error(SecondFactorManager::alreadyEnabled));
        });
    }

    /** Enables the second factor with a first code; invalid on the field {@code code} when the code is wrong. */
    public Mono<Void> confirm(long userId, String code, Instant now) {
        return factors.find(userId)
                .switchIfEmpty(Mono.error(SecondFactorManager::notBegun))
                .flatMap(factor -> {
                    if (factor.on()) {
                        throw alreadyEnabled();
                    }
                    TotpSecret secret = seal.open(factor.sealed()).orElseThrow(SecondFactorManager::notBegun);
                    long step = oneTimePasswords
                            .step(secret, code, now)
                            .orElseThrow(() -> DomainException.Invalid.field(
                                    "code", "That code is not right. Codes change every 30 seconds."));
                    return factors.confirm(userId, step, now);
                })
                .then();
    }

    /** Replaces the recovery codes; invalid when there is no second factor. */
    public Mono<List<RecoveryCode>> replaceRecoveryCodes(long userId) {
        return existing(userId).flatMap(factor -> {
            List<RecoveryCode> codes = Stream.generate(() -> RecoveryCode.generate(random))
                    .limit(RecoveryCode.COUNT)
                    .toList();
            List<String> hashes =
                    codes.stream().map(code -> hasher.hash(code.value())).toList();
            return factors.replaceRecoveryCodes(userId, hashes).thenReturn(codes);
        });
    }

    /** Disables the second factor; invalid when there is none. */
    public Mono<Void> remove(long userId) {
        return existing(userId).flatMap(factor -> factors.remove(userId)).then();
    }

    private Mono<SecondFactor> existing(long userId) {
        return enabled(userId)
                .switchIfEmpty(Mono.error(() -> new DomainException.Invalid("There is no second factor.")));
    }

    /** Also when the secret that encrypted the key was removed. */
    private static DomainException notBegun() {
        return new DomainException.Invalid("Set up an authenticator first.");
    }

    private static DomainException alreadyEnabled() {
        return new DomainException.Invalid("There is a second factor already. Turn it off first.");
    }
}
