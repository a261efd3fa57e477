package io.flangular.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.DomainException;
import io.flangular.domain.PlainSecretHasher;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.secondfactor.PlainSecretSeal;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep.CodeNeeded;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LoginWithCodeTest {
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();

    private User ada;
    private TotpSecret secret;

    @BeforeEach
    void addUser() {
        ada = all.add("ada", Role.EDITOR);
        secret = all.secondFactorOf(ada);
    }

    @Test
    void theRightPasswordAsksForACode() {
        CodeNeeded challenge = password();

        assertThat(challenge).isEqualTo(new CodeNeeded(ada.id(), all.clock.instant()));
        assertThat(all.sessions.size()).isZero();
        assertThat(all.log.events()).isEmpty();
    }

    @Test
    void aWrongPasswordIsRefusedWithoutAskingForACode() {
        StepVerifier.create(all.login.login(ada.email().value(), "wrong horse battery", CLIENT))
                .verifyError(DomainException.NotAuthenticated.class);
    }

    @Test
    void anUnconfirmedSecondFactorIsNotAskedFor() {
        User bob = all.add("bob", Role.EDITOR);
        all.factors.begin(bob.id(), all.seal.seal(secret)).block();

        assertThat(all.begin(bob).user()).isEqualTo(bob);
    }

    @Test
    void theCodeOfTheAuthenticatorBeginsASession() {
        UserSession begun =
                all.login.confirm(password(), all.code(secret), CLIENT).block();

        assertThat(all.active(begun)).isTrue();
        assertThat(all.event(Kind.LOGGED_IN).details()).isEqualTo(Map.of("factor", "code", "browser", "Firefox"));
    }

    @Test
    void aKeySealedWithARemovedSecretAcceptsNoCode() {
        all.factors.reseal(ada.id(), "given up:00").block();

        StepVerifier.create(all.login.confirm(password(), all.code(secret), CLIENT))
                .verifyError(DomainException.NotAuthenticated.class);
    }

    @Test
    void aCodeMayContainBlanks() {
        String code = all.code(secret);

        assertThat(all.login
                        .confirm(password(), " " + code.substring(0, 3) + " " + code.substring(3) + " ", CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
    }

    @Test
    void aCodeWorksOnce() {
        String code = all.code(secret);
        CodeNeeded challenge = password();
        all.login.confirm(challenge, code, CLIENT).block();

        refused(all.login.confirm(challenge, code, CLIENT));
        refused(all.login.confirm(password(), code, CLIENT));
        assertThat(all.sessions.size()).isOne();
    }

    @Test
    void aCodeOlderThanTheLastOneIsRefused() {
        String before = all.code(secret);
        all.clock.advance(Duration.ofSeconds(30));
        all.login.confirm(password(), all.code(secret), CLIENT).block();

        refused(all.login.confirm(password(), before, CLIENT));
        all.clock.advance(Duration.ofSeconds(30));
        assertThat(all.login
                        .confirm(password(), all.code(secret), CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
    }

    @Test
    void aRecoveryCodeWorksOnceInAnySpelling() {
        RecoveryCode code = RecoveryCode.generate(all.random);
        all.factors
                .replaceRecoveryCodes(ada.id(), List.of(new PlainSecretHasher().hash(code.value())))
                .block();

        all.login
                .confirm(password(), " " + code.grouped().toUpperCase(Locale.ROOT), CLIENT)
                .block();
        assertThat(all.event(Kind.LOGGED_IN).details()).containsEntry("factor", "recovery code");
        refused(all.login.confirm(password(), code.value(), CLIENT));
        assertThat(all.sessions.size()).isOne();
    }

    @Test
    void aRecoveryCodeOfAnotherUserIsRefused() {
        User bob = all.add("bob", Role.EDITOR);
        all.secondFactorOf(bob);
        RecoveryCode code = RecoveryCode.generate(all.random);
        all.factors
                .replaceRecoveryCodes(bob.id(), List.of(new PlainSecretHasher().hash(code.value())))
                .block();

        refused(all.login.confirm(password(), code.value(), CLIENT));
    }

    @Test
    void aMalformedCodeIsRefused() {
        CodeNeeded challenge = password();
        for (String code : List.of("", "x".repeat(1_000_000), "12345", wrongCode())) {
            refused(all.login.confirm(challenge, code, CLIENT));
        }
        assertThat(all.events(Kind.LOG_IN_REFUSED))
                .hasSize(4)
                .allMatch(event -> Map.of("reason", "code").equals(event.details()) && event.subjectId() == ada.id());
    }

    @Test
    void aCodeAfterTheChallengeHasExpiredIsRefused() {
        CodeNeeded challenge = password();
        all.clock.advance(Login.CODE_TIMEOUT.plusMillis(1));

        refused(all.login.confirm(challenge, all.code(secret), CLIENT));
        assertThat(all.event(Kind.LOG_IN_REFUSED).details()).isEqualTo(Map.of("reason", "late"));
    }

    @Test
    void aCodeBeforeTheChallengeExpiresIsAccepted() {
        CodeNeeded challenge = password();
        all.clock.advance(Login.CODE_TIMEOUT);

        assertThat(all.login
                        .confirm(challenge, all.code(secret), CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
    }

    @Test
    void aCodeAfterAPasswordChangeIsRefused() {
        CodeNeeded challenge = password();
        all.clock.advance(Duration.ofMillis(1));
        all.users
                .setPassword(ada.id(), new PasswordHash("plain:another"), all.clock.instant())
                .block();

        refused(all.login.confirm(challenge, all.code(secret), CLIENT));
        assertThat(all.sessions.size()).isZero();
    }

    @Test
    void aCodeForADisabledAccountIsRefused() {
        CodeNeeded challenge = password();
        all.users.setDisabled(ada.id(), true).block();

        refused(all.login.confirm(challenge, all.code(secret), CLIENT));
        assertThat(all.event(Kind.LOG_IN_REFUSED).details()).isEqualTo(Map.of("reason", "disabled"));
    }

    @Test
    void aCodeAfterTheSecondFactorWasTurnedOffIsRefused() {
        CodeNeeded challenge = password();
        all.factors.remove(ada.id()).block();

        refused(all.login.confirm(challenge, all.code(secret), CLIENT));
        assertThat(all.begin(ada).user()).isEqualTo(ada);
    }

    @Test
    void codesAreThrottledSeparatelyFromPasswords() {
        CodeNeeded challenge = password();
        for (int i = 0; i < 10; i++) {
            refused(all.login.confirm(challenge, wrongCode(), elsewhere(i)));
        }
        refused(all.login.confirm(challenge, all.code(secret), elsewhere(10)));
        assertThat(all.events(Kind.LOG_IN_REFUSED).get(10).details()).isEqualTo(Map.of("reason", "throttled"));
        assertThat(password()).isEqualTo(challenge);

        Client laptop = all.device(ada, "laptop");
        assertThat(all.login
                        .confirm(challenge, all.code(secret), laptop)
                        .hasElement()
                        .block())
                .isTrue();
        all.clock.advance(Duration.ofSeconds(40));
        assertThat(all.login
                        .confirm(challenge, all.code(secret), CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
    }

    @Test
    void devicesFromBeforeTheSecondFactorAreUnknown() {
        User bob = all.add("bob", Role.EDITOR);
        List<Client> devices = IntStream.range(0, 7)
                .mapToObj(number -> all.device(bob, "device " + number))
                .toList();
        TotpSecret key = all.secondFactorOf(bob);
        CodeNeeded challenge = new CodeNeeded(bob.id(), all.clock.instant());
        for (int i = 0; i < 70; i++) {
            KnownDevice device = devices.get(i % 7).device();
            refused(all.login.confirm(challenge, "no code", new Client("198.51.100." + i, null, device)));
        }
        assertThat(all.events(Kind.LOG_IN_REFUSED))
                .filteredOn(event -> event.details().get("reason").equals("code"))
                .hasSize(10);
        assertThat(all.login
                        .confirm(challenge, all.code(key), all.device(bob, "device 1"))
                        .block())
                .isNotNull();
    }

    @Test
    void wrongCodesCountAsFailuresOfTheIpAddress() {
        for (int i = 0; i < 30; i++) {
            all.throttle.ofAddress(CLIENT);
        }
        CodeNeeded challenge = new CodeNeeded(ada.id(), all.clock.instant());

        StepVerifier.create(all.login.confirm(challenge, all.code(secret), CLIENT))
                .verifyError(DomainException.TooMany.class);
    }

    @Test
    void rightCodesAreNotThrottled() {
        for (int i = 0; i < 100; i++) {
            all.login.confirm(password(), all.code(secret), CLIENT).block();
            all.clock.advance(Duration.ofSeconds(30));
        }
        assertThat(all.events(Kind.LOGGED_IN)).hasSize(100);
    }

    @Test
    void aKeySealedWithAPreviousSecretIsSealedAgain() {
        User bob = all.add("bob", Role.EDITOR);
        String former = new PlainSecretSeal("former").seal(secret);
        all.factors.begin(bob.id(), former).block();
        all.factors.confirm(bob.id(), 0, all.clock.instant()).block();

        all.login
                .confirm(new CodeNeeded(bob.id(), all.clock.instant()), all.code(secret), CLIENT)
                .block();

        assertThat(all.factors.find(bob.id()).block().sealed()).isEqualTo(all.seal.seal(secret));
    }

    private CodeNeeded password() {
        return (CodeNeeded) all.login
                .login(ada.email().value(), Installation.PASSWORD, CLIENT)
                .block();
    }

    private String wrongCode() {
        return String.format("%06d", (Integer.parseInt(all.code(secret)) + 500_000) % 1_000_000);
    }

    private static void refused(Mono<?> step) {
        StepVerifier.create(step)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(DomainException.NotAuthenticated.class)
                        .hasMessage("Could not log in."));
    }

    private static Client elsewhere(int number) {
        return new Client("198.51.100." + number, null, null);
    }
}
