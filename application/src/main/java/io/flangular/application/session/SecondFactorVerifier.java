package io.flangular.application.session;

import io.flangular.domain.SecretHasher;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.domain.secondfactor.TotpSecret;
import java.time.Instant;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;

/** Verifies codes of the second factor: one-time passwords (TOTP) and recovery codes. Each code works once. */
public final class SecondFactorVerifier {
    private static final int MAX_LENGTH = 64;

    private final SecondFactors factors;
    private final OneTimePasswords oneTimePasswords;
    private final SecretSeal seal;
    private final SecretHasher hasher;

    public SecondFactorVerifier(
            SecondFactors factors, OneTimePasswords oneTimePasswords, SecretSeal seal, SecretHasher hasher) {
        this.factors = factors;
        this.oneTimePasswords = oneTimePasswords;
        this.seal = seal;
        this.hasher = hasher;
    }

    /** Whether the user has a second factor. */
    Mono<Boolean> isRequired(long userId) {
        return factors.find(userId).map(SecondFactor::on).defaultIfEmpty(false);
    }

    /** Verifies and uses up a code; returns its kind, or empty when it is invalid. */
    Mono<AuthenticationFactor> verify(long userId, String code, Instant now) {
        if (code.length() > MAX_LENGTH) {
            return Mono.empty();
        }
        RecoveryCode recovery = RecoveryCode.typed(code);
        return factors.find(userId)
                .filter(SecondFactor::on)
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
}
