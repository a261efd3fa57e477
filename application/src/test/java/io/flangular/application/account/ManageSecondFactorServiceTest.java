package io.flangular.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ManageSecondFactorServiceTest {
    private static final String PASSWORD = Installation.PASSWORD;
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();

    private User ada;
    private UserSession current;
    private UserSession other;

    @BeforeEach
    void begin() {
        ada = all.add("ada", Role.EDITOR);
        current = all.begin(ada);
        other = all.begin(ada);
    }

    @Test
    void theSecondFactorIsOnWhenACodeHasConfirmedIt() {
        TotpSecret secret = secret();
        assertThat(all.factors.on(ada.id())).isFalse();
        assertThat(all.active(other)).isTrue();

        List<RecoveryCode> codes = confirm(all.code(secret)).block();

        assertThat(all.factors.on(ada.id())).isTrue();
        assertThat(codes).hasSize(RecoveryCode.COUNT).doesNotHaveDuplicates().allMatch(RecoveryCode::wellFormed);
        assertThat(all.active(other)).isFalse();
        assertThat(all.active(current)).isTrue();
        assertThat(all.event(Kind.SECOND_FACTOR_ON).subjectId()).isEqualTo(ada.id());
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void theConfirmingCodeCannotBeUsedAgain() {
        TotpSecret secret = secret();
        String code = all.code(secret);
        confirm(code).block();

        StepVerifier.create(all.login.confirm(password(), code, CLIENT))
                .verifyError(DomainException.NotAuthenticated.class);
        all.clock.advance(Duration.ofSeconds(30));
        assertThat(all.login
                        .confirm(password(), all.code(secret), CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
    }

    @Test
    void eachRecoveryCodeLogsInOnce() {
        for (RecoveryCode code : turnOn()) {
            assertThat(all.login
                            .confirm(password(), code.grouped(), CLIENT)
                            .hasElement()
                            .block())
                    .isTrue();
            StepVerifier.create(all.login.confirm(password(), code.grouped(), CLIENT))
                    .verifyError(DomainException.NotAuthenticated.class);
        }
        assertThat(all.account.overview(current).block().recoveryCodesLeft()).isZero();
    }

    @Test
    void theKeyIsStoredSealedAndNoSecretIsRecorded() {
        TotpSecret secret = secret();
        List<RecoveryCode> codes = confirm(all.code(secret)).block();

        assertThat(all.factors.find(ada.id()).block().sealed()).isEqualTo(all.seal.seal(secret));
        assertThat(all.log.events().toString())
                .doesNotContain(codes.get(0).value(), all.seal.seal(secret), all.code(secret));
    }

    @Test
    void aWrongCodeConfirmsNothing() {
        TotpSecret secret = secret();
        String wrong = String.format("%06d", (Integer.parseInt(all.code(secret)) + 500_000) % 1_000_000);

        invalid(confirm(wrong), "code");
        assertThat(all.factors.on(ada.id())).isFalse();
        assertThat(all.active(other)).isTrue();

        for (int i = 0; i < 9; i++) {
            invalid(confirm(wrong), "code");
        }
        StepVerifier.create(confirm(all.code(secret))).verifyError(DomainException.TooMany.class);
        all.clock.advance(Duration.ofSeconds(40));
        assertThat(confirm(all.code(secret)).block()).hasSize(RecoveryCode.COUNT);
    }

    @Test
    void beginningAgainIssuesAnotherKey() {
        TotpSecret first = secret();
        TotpSecret second = secret();

        assertThat(second).isNotEqualTo(first);
        invalid(confirm(all.code(first)), "code");
        assertThat(confirm(all.code(second)).block()).hasSize(RecoveryCode.COUNT);
    }

    @Test
    void nothingCanBeConfirmedBeforeItWasBegun() {
        StepVerifier.create(confirm("123456")).verifyError(DomainException.Invalid.class);
    }

    @Test
    void aKeySealedWithARemovedSecretMustBeBegunAgain() {
        String code = all.code(secret());
        all.factors.reseal(ada.id(), "gone:00").block();

        StepVerifier.create(confirm(code)).verifyError(DomainException.Invalid.class);
        assertThat(confirm(all.code(secret())).block()).hasSize(RecoveryCode.COUNT);
    }

    @Test
    void aSecondFactorThatIsOnIsNeitherBegunNorConfirmedAgain() {
        TotpSecret secret = secret();
        confirm(all.code(secret)).block();
        all.clock.advance(Duration.ofSeconds(30));

        StepVerifier.create(all.secondFactor.begin(current, PASSWORD, CLIENT))
                .verifyError(DomainException.Invalid.class);
        StepVerifier.create(confirm(all.code(secret))).verifyError(DomainException.Invalid.class);
        assertThat(all.factors.find(ada.id()).block().sealed()).isEqualTo(all.seal.seal(secret));
        assertThat(all.account.overview(current).block().recoveryCodesLeft()).isEqualTo(RecoveryCode.COUNT);
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        List<RecoveryCode> old = turnOn();

        List<RecoveryCode> codes =
                all.secondFactor.renewRecoveryCodes(current, PASSWORD, CLIENT).block();

        assertThat(codes).hasSize(RecoveryCode.COUNT).doesNotContainAnyElementsOf(old);
        StepVerifier.create(all.login.confirm(password(), old.get(0).value(), CLIENT))
                .verifyError(DomainException.NotAuthenticated.class);
        assertThat(all.login
                        .confirm(password(), codes.get(0).value(), CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
        assertThat(all.event(Kind.RECOVERY_CODES_MADE).actorId()).isEqualTo(ada.id());
    }

    @Test
    void turningItOffEndsOtherSessionsAndTheNeedForACode() {
        turnOn();
        UserSession third =
                all.login.confirm(password(), recoveryCode(), CLIENT).block();
        assertThat(all.active(third)).isTrue();

        all.secondFactor.turnOff(current, PASSWORD, CLIENT).block();

        assertThat(all.active(third)).isFalse();
        assertThat(all.active(current)).isTrue();
        assertThat(all.begin(ada).user()).isEqualTo(ada);
        assertThat(all.account.overview(current).block().recoveryCodesLeft()).isZero();
        assertThat(all.event(Kind.SECOND_FACTOR_OFF).actorId()).isEqualTo(ada.id());
    }

    @Test
    void withoutASecondFactorNothingIsTurnedOffOrRenewed() {
        secret();

        StepVerifier.create(all.secondFactor.turnOff(current, PASSWORD, CLIENT))
                .verifyError(DomainException.Invalid.class);
        StepVerifier.create(all.secondFactor.renewRecoveryCodes(current, PASSWORD, CLIENT))
                .verifyError(DomainException.Invalid.class);
        assertThat(all.active(other)).isTrue();
        assertThat(all.events(Kind.SECOND_FACTOR_OFF)).isEmpty();
    }

    @Test
    void withoutThePasswordNothingChanges() {
        turnOn();
        String wrong = "wrong horse battery";

        invalid(all.secondFactor.begin(current, wrong, CLIENT), "password");
        invalid(all.secondFactor.renewRecoveryCodes(current, wrong, CLIENT), "password");
        invalid(all.secondFactor.turnOff(current, wrong, CLIENT), "password");
        assertThat(all.factors.on(ada.id())).isTrue();
        assertThat(all.events(Kind.PASSWORD_REFUSED))
                .extracting(AuditEvent::details)
                .containsExactly(
                        Map.of("reason", "password", "for", "second factor"),
                        Map.of("reason", "password", "for", "recovery codes"),
                        Map.of("reason", "password", "for", "second factor off"));
    }

    private TotpSecret secret() {
        return all.secondFactor.begin(current, PASSWORD, CLIENT).block();
    }

    private Mono<List<RecoveryCode>> confirm(String code) {
        return all.secondFactor.confirm(current, code, CLIENT);
    }

    private List<RecoveryCode> turnOn() {
        return confirm(all.code(secret())).block();
    }

    private String recoveryCode() {
        return all.secondFactor
                .renewRecoveryCodes(current, PASSWORD, CLIENT)
                .block()
                .get(0)
                .value();
    }

    private LoginStep.CodeNeeded password() {
        return (LoginStep.CodeNeeded)
                all.login.login("ada@example.org", PASSWORD, CLIENT).block();
    }

    private static void invalid(Mono<?> change, String field) {
        StepVerifier.create(change)
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys(field));
    }
}
