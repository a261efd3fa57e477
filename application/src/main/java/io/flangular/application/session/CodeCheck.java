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

/** Takes the codes of second factors, each once. */
public final class CodeCheck {
    private static final int MAX_LENGTH = 64;

    private final SecondFactors factors;
    private final OneTimePasswords oneTimePasswords;
    private final SecretSeal seal;
    private final SecretHasher hasher;

    /** With what it needs. */
    public CodeCheck(SecondFactors factors, OneTimePasswords oneTimePasswords, SecretSeal seal, SecretHasher hasher) {
        this.factors = factors;
        this.oneTimePasswords = oneTimePasswords;
        this.seal = seal;
        this.hasher = hasher;
    }

    /** Whether a code is asked of this user. */
    Mono<Boolean> needed(long userId) {
        return factors.find(userId).map(SecondFactor::on).defaultIfEmpty(false);
    }

    /** Uses the code up and tells what it was; empty when it is not good. */
    Mono<Factor> use(long userId, String code, Instant now) {
        if (code.length() > MAX_LENGTH) {
            return Mono.empty();
        }
        RecoveryCode recovery = RecoveryCode.typed(code);
        return factors.find(userId)
                .filter(SecondFactor::on)
                .flatMap(factor -> recovery.wellFormed() ? useRecovery(userId, recovery) : useStep(factor, code, now));
    }

    private Mono<Factor> useRecovery(long userId, RecoveryCode code) {
        return factors.useRecoveryCode(userId, hasher.hash(code.value()))
                .filter(used -> used)
                .map(used -> Factor.RECOVERY_CODE);
    }

    private Mono<Factor> useStep(SecondFactor factor, String code, Instant now) {
        // Where the secret that sealed the key was given up, no code can be told from any other.
        return Mono.justOrEmpty(seal.open(factor.sealed())).flatMap(secret -> {
            OptionalLong step = oneTimePasswords.step(secret, code, now);
            return step.isEmpty()
                    ? Mono.empty()
                    : factors.useStep(factor.userId(), step.getAsLong())
                            .filter(used -> used)
                            .flatMap(used -> reseal(factor, secret).thenReturn(Factor.CODE));
        });
    }

    private Mono<Void> reseal(SecondFactor factor, TotpSecret secret) {
        return seal.outdated(factor.sealed()) ? factors.reseal(factor.userId(), seal.seal(secret)) : Mono.empty();
    }
}
