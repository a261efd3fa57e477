package io.flangular.domain.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.Concurrently;
import io.flangular.domain.user.OfUsersContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every implementation of {@link SecondFactors} does. */
public abstract class SecondFactorsContract extends OfUsersContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final long STEP = 59_800_000;

    private SecondFactors factors;
    private long ada;
    private long bob;

    /** An implementation without any second factor. */
    protected abstract SecondFactors emptySecondFactors();

    @BeforeEach
    void begin() {
        factors = emptySecondFactors();
        ada = userId();
        bob = otherUserId();
    }

    @Test
    void aUserWithoutASecondFactorHasNone() {
        beginAndConfirm(bob);

        StepVerifier.create(factors.find(ada)).verifyComplete();
        assertThat(get(factors.confirm(ada, STEP, NOW))).isFalse();
        assertThat(get(factors.useStep(ada, STEP))).isFalse();
        assertThat(get(factors.remove(ada))).isFalse();
        assertThat(get(factors.useRecoveryCode(ada, "a"))).isFalse();
        assertThat(get(factors.recoveryCodesLeft(ada))).isZero();
        StepVerifier.create(factors.reseal(ada, "again")).verifyComplete();
        StepVerifier.create(factors.replaceRecoveryCodes(ada, List.of("a"))).verifyComplete();
        assertThat(get(factors.recoveryCodesLeft(ada))).isZero();
        StepVerifier.create(factors.find(ada)).verifyComplete();
    }

    @Test
    void aSecondFactorIsOffUntilItIsConfirmed() {
        assertThat(get(factors.begin(ada, "sealed"))).isTrue();
        assertThat(get(factors.find(ada))).isEqualTo(new SecondFactor(ada, "sealed", null, 0));
        assertThat(get(factors.useStep(ada, STEP))).isFalse();

        assertThat(get(factors.confirm(ada, STEP, NOW))).isTrue();
        assertThat(get(factors.find(ada))).isEqualTo(new SecondFactor(ada, "sealed", NOW, STEP));
        StepVerifier.create(factors.find(bob)).verifyComplete();
    }

    @Test
    void anUnconfirmedSecondFactorCanBeBegunAgain() {
        get(factors.begin(ada, "sealed"));

        assertThat(get(factors.begin(ada, "another"))).isTrue();

        assertThat(get(factors.find(ada))).isEqualTo(new SecondFactor(ada, "another", null, 0));
    }

    @Test
    void aConfirmedSecondFactorIsNeitherBegunNorConfirmedAgain() {
        beginAndConfirm(ada);

        assertThat(get(factors.begin(ada, "another"))).isFalse();
        assertThat(get(factors.confirm(ada, STEP + 1, NOW.plusSeconds(30)))).isFalse();

        assertThat(get(factors.find(ada))).isEqualTo(new SecondFactor(ada, "sealed", NOW, STEP));
    }

    @Test
    void aTimeStepIsAcceptedOnceAndNoOlderOneAfterIt() {
        beginAndConfirm(ada);
        beginAndConfirm(bob);

        assertThat(get(factors.useStep(ada, STEP))).isFalse();
        assertThat(get(factors.useStep(ada, STEP + 2))).isTrue();
        assertThat(get(factors.useStep(ada, STEP + 2))).isFalse();
        assertThat(get(factors.useStep(ada, STEP + 1))).isFalse();
        assertThat(get(factors.find(ada)).lastStep()).isEqualTo(STEP + 2);
        assertThat(get(factors.useStep(bob, STEP + 1))).isTrue();
    }

    @Test
    void aCodeUsedConcurrentlyIsAcceptedOnce() {
        beginAndConfirm(ada);

        assertThat(Concurrently.outcomes(factors.useStep(ada, STEP + 1)))
                .hasSize(50)
                .containsOnlyOnce(true);
    }

    @Test
    void theSealedKeyCanBeReplaced() {
        beginAndConfirm(ada);
        beginAndConfirm(bob);

        StepVerifier.create(factors.reseal(ada, "again")).verifyComplete();

        assertThat(get(factors.find(ada))).isEqualTo(new SecondFactor(ada, "again", NOW, STEP));
        assertThat(get(factors.find(bob)).sealed()).isEqualTo("sealed");
    }

    @Test
    void removalDeletesTheRecoveryCodes() {
        for (long user : new long[] {ada, bob}) {
            beginAndConfirm(user);
            factors.replaceRecoveryCodes(user, List.of("a", "b")).block();
        }

        assertThat(get(factors.remove(ada))).isTrue();

        StepVerifier.create(factors.find(ada)).verifyComplete();
        assertThat(get(factors.recoveryCodesLeft(ada))).isZero();
        assertThat(get(factors.useRecoveryCode(ada, "a"))).isFalse();
        assertThat(get(factors.remove(ada))).isFalse();
        assertThat(get(factors.find(bob)).on()).isTrue();
        assertThat(get(factors.recoveryCodesLeft(bob))).isEqualTo(2);
        assertThat(get(factors.begin(ada, "another"))).isTrue();
    }

    @Test
    void aRecoveryCodeIsAcceptedOnceAndForItsUserOnly() {
        beginAndConfirm(ada);
        beginAndConfirm(bob);
        factors.replaceRecoveryCodes(ada, List.of("a", "b", "c")).block();
        factors.replaceRecoveryCodes(bob, List.of("b", "d")).block();

        assertThat(get(factors.useRecoveryCode(ada, "d"))).isFalse();
        assertThat(get(factors.useRecoveryCode(ada, "B"))).isFalse();
        assertThat(get(factors.useRecoveryCode(ada, "b"))).isTrue();
        assertThat(get(factors.useRecoveryCode(ada, "b"))).isFalse();

        assertThat(get(factors.recoveryCodesLeft(ada))).isEqualTo(2);
        assertThat(get(factors.recoveryCodesLeft(bob))).isEqualTo(2);
    }

    @Test
    void newRecoveryCodesReplaceAllOldOnes() {
        beginAndConfirm(ada);
        factors.replaceRecoveryCodes(ada, List.of("a", "b", "c")).block();

        factors.replaceRecoveryCodes(ada, List.of("c", "d")).block();

        assertThat(get(factors.recoveryCodesLeft(ada))).isEqualTo(2);
        assertThat(get(factors.useRecoveryCode(ada, "a"))).isFalse();
        assertThat(get(factors.useRecoveryCode(ada, "c"))).isTrue();
        assertThat(get(factors.useRecoveryCode(ada, "d"))).isTrue();
    }

    @Test
    void aRecoveryCodeUsedConcurrentlyIsAcceptedOnce() {
        beginAndConfirm(ada);
        factors.replaceRecoveryCodes(ada, List.of("a", "b")).block();

        assertThat(Concurrently.outcomes(factors.useRecoveryCode(ada, "a")))
                .hasSize(50)
                .containsOnlyOnce(true);
        assertThat(get(factors.recoveryCodesLeft(ada))).isEqualTo(1);
    }

    private void beginAndConfirm(long user) {
        get(factors.begin(user, "sealed"));
        get(factors.confirm(user, STEP, NOW));
    }

    private static <T> T get(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }
}
