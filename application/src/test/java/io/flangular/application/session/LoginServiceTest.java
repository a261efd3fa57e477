package io.flangular.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flangular.application.Installation;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordMatch;
import io.flangular.domain.user.password.PlainPasswordHasher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LoginServiceTest {
    private static final String PASSWORD = Installation.PASSWORD;
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();

    private User ada;

    @BeforeEach
    void addUsers() {
        ada = all.add("ada", Role.EDITOR);
        User eve = all.add("eve", Role.EDITOR);
        all.users.setDisabled(eve.id(), true).block();
        all.add("ivy", Role.EDITOR, null);
        User tom = all.add("tom", Role.EDITOR);
        for (int i = 0; i < 10; i++) {
            all.throttle.ofUser(tom.id(), CLIENT);
        }
    }

    @Test
    void theRightPasswordBeginsASession() {
        UserSession begun = loggedIn(login(" Ada@Example.org", PASSWORD, CLIENT));

        Session session = begun.session();
        assertThat(begun.user()).isEqualTo(ada);
        assertThat(session.userId()).isEqualTo(ada.id());
        assertThat(session.authenticatedAt()).isEqualTo(all.clock.instant());
        assertThat(session.lastSeenAt()).isEqualTo(all.clock.instant());
        assertThat(session.endsAt()).isEqualTo(all.clock.instant().plus(Installation.MAX_LIFETIME));
        assertThat(session.id().value()).hasSize(43);
        assertThat(session.handle()).hasSize(22);
        assertThat(session.address()).isEqualTo("192.0.2.1");
        assertThat(session.browser()).isEqualTo("Firefox");
        assertThat(all.checkSession.check(session.id()).block()).isEqualTo(begun);
        assertThat(all.users.overview(ada.id()).block().lastSeenAt()).isEqualTo(all.clock.instant());
    }

    @Test
    void anUnnormalizedPasswordIsHashedAgainAtTheNextLogIn() {
        String typed = "Ma\u0308rz im Bu\u0308cherregal";
        User may = all.add("may", Role.EDITOR, new PasswordHash("plain:" + typed));

        loggedIn(login("may@example.org", typed, CLIENT));

        String composed = "M\u00e4rz im B\u00fccherregal";
        assertThat(all.stored(may).passwordHash()).isEqualTo(new PasswordHash("plain:" + composed));
        assertThat(all.stored(may).passwordChangedAt()).isEqualTo(may.passwordChangedAt());
        loggedIn(login("may@example.org", composed, CLIENT));
        loggedIn(login("may@example.org", typed, CLIENT));
    }

    @Test
    void everyLogInBeginsANewSession() {
        Session one = all.begin(ada).session();
        Session other = all.begin(ada).session();

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.handle()).isNotEqualTo(other.handle());
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, correct horse batter, password",
        "ada@example.org, correct horse battery!, password",
        "ada@example.org, Correct horse battery, password",
        "ada@example.org, '', password",
        "bob@example.org, correct horse battery, unknown",
        "eve@example.org, correct horse battery, disabled",
        "eve@example.org, wrong horse battery, disabled",
        "ivy@example.org, correct horse battery, password",
        "ivy@example.org, '', password",
        "tom@example.org, correct horse battery, throttled",
        "tom@example.org, wrong horse battery, throttled",
        "no address, correct horse battery, unknown",
        "'', '', unknown"
    })
    void everyFailureHasTheSameAnswerAndCost(String email, String password, String reason) {
        refused(login(email, password, CLIENT));

        assertThat(all.hasher.verifications()).isOne();
        assertThat(all.sessions.size()).isZero();
        assertThat(all.log.events()).hasSize(1);
        assertThat(all.event(Kind.LOG_IN_REFUSED).details()).isEqualTo(Map.of("reason", reason));
    }

    @Test
    void aRefusalIsRecordedWithTheUserButWithoutTheInput() {
        refused(login("ada@example.org", "wrong horse battery", CLIENT));
        refused(login("secret@example.org", "wrong horse battery", CLIENT));

        List<AuditEvent> events = all.events(Kind.LOG_IN_REFUSED);
        assertThat(events)
                .extracting(AuditEvent::subjectId, AuditEvent::actorId, AuditEvent::address)
                .containsExactly(tuple(ada.id(), null, "192.0.2.1"), tuple(null, null, "192.0.2.1"));
        assertThat(events.toString()).doesNotContain("secret", "horse");
    }

    @Test
    void aLogInIsRecordedInTheTransactionOfItsSession() {
        all.begin(ada);

        AuditEvent event = all.event(Kind.LOGGED_IN);
        assertThat(event.actorId()).isEqualTo(ada.id());
        assertThat(event.subjectId()).isEqualTo(ada.id());
        assertThat(event.at()).isEqualTo(all.clock.instant());
        assertThat(event.details()).isEqualTo(Map.of("factor", "password", "browser", "Firefox"));
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void inputThatIsTooLongIsRefusedBeforeAnyWork() {
        StepVerifier.create(all.login.login("a".repeat(255), PASSWORD, CLIENT))
                .verifyError(DomainException.Invalid.class);
        StepVerifier.create(all.login.login("ada@example.org", "a".repeat(1025), CLIENT))
                .verifyError(DomainException.Invalid.class);
        assertThat(all.hasher.verifications()).isZero();
        assertThat(all.log.events()).isEmpty();
    }

    @Test
    void tenWrongPasswordsAreVerifiedAtOnceAndThenOneEach40Seconds() {
        for (int i = 0; i < 10; i++) {
            refused(login("ada@example.org", "wrong horse battery", elsewhere(i)));
        }
        refused(login("ada@example.org", PASSWORD, elsewhere(10)));
        assertThat(reasons()).containsOnlyOnce("throttled").endsWith("throttled");

        all.clock.advance(Duration.ofSeconds(40));
        assertThat(loggedIn(login("ada@example.org", PASSWORD, elsewhere(11))).user())
                .isEqualTo(ada);
    }

    @Test
    void anUnknownAccountIsThrottledInTheSameWay() {
        for (int i = 0; i < 11; i++) {
            refused(login("bob@example.org", "wrong horse battery", elsewhere(i)));
        }
        assertThat(reasons()).hasSize(11).startsWith("unknown").endsWith("throttled");
        assertThat(all.hasher.verifications()).isEqualTo(11);
    }

    @Test
    void successfulLogInsAreNotThrottled() {
        for (int i = 0; i < 100; i++) {
            all.begin(ada);
        }
        assertThat(all.sessions.size()).isEqualTo(100);
    }

    @Test
    void aLogInOfTheOwnerDoesNotResetTheFailuresOfOthers() {
        for (int i = 0; i < 9; i++) {
            refused(login("ada@example.org", "wrong horse battery", elsewhere(i)));
        }
        all.begin(ada);
        refused(login("ada@example.org", "wrong horse battery", elsewhere(9)));
        refused(login("ada@example.org", PASSWORD, elsewhere(10)));

        assertThat(reasons()).endsWith("throttled");
    }

    @Test
    void aKnownDeviceLogsInHoweverManyOthersFail() {
        for (int i = 0; i < 20; i++) {
            refused(login("ada@example.org", "wrong horse battery", elsewhere(i)));
        }
        Client laptop = all.device(ada, "laptop");

        assertThat(loggedIn(login("ada@example.org", PASSWORD, laptop)).user()).isEqualTo(ada);
    }

    @Test
    void aKnownDeviceLogsInHoweverManyFailedFromItsAddress() {
        Client laptop = all.device(ada, "laptop");
        for (int i = 0; i < 30; i++) {
            refused(login("user" + i + "@example.org", "wrong horse battery", CLIENT));
        }

        assertThat(loggedIn(login("ada@example.org", PASSWORD, laptop)).user()).isEqualTo(ada);
        StepVerifier.create(login("tom@example.org", PASSWORD, laptop)).verifyError(DomainException.TooMany.class);
    }

    @Test
    void aDeviceIsUnknownAfterAChangeOfPasswordOrSecondFactor() {
        User bob = all.add("bob", Role.EDITOR);
        Client ofPassword = all.device(ada, "laptop");
        all.users
                .setPassword(ada.id(), new PasswordHash("plain:another"), all.clock.instant())
                .block();
        Client withoutFactor = all.device(bob, "laptop");
        all.secondFactorOf(bob);
        Client withFactor = all.device(bob, "laptop");
        all.factors.remove(bob.id()).block();
        for (int i = 0; i < 30; i++) {
            all.throttle.ofAddress(CLIENT);
        }

        for (Client ended : List.of(ofPassword, withFactor)) {
            for (String email : List.of("ada@example.org", "bob@example.org")) {
                StepVerifier.create(login(email, PASSWORD, ended)).verifyError(DomainException.TooMany.class);
            }
        }
        all.secondFactorOf(bob);
        StepVerifier.create(login("bob@example.org", PASSWORD, withoutFactor))
                .verifyError(DomainException.TooMany.class);
    }

    @Test
    void anIpAddressWithTooManyFailuresIsRefusedFirst() {
        for (int i = 0; i < 30; i++) {
            refused(login("user" + i + "@example.org", "wrong horse battery", CLIENT));
        }
        all.clock.advance(Duration.ofSeconds(2));
        StepVerifier.create(login("ada@example.org", PASSWORD, CLIENT))
                .verifyErrorSatisfies(error -> assertThat(((DomainException.TooMany) error).retryAfter())
                        .isEqualTo(Duration.ofSeconds(10)));
        assertThat(all.hasher.verifications()).isEqualTo(30);
        assertThat(all.log.events()).hasSize(30);
        assertThat(loggedIn(login("ada@example.org", PASSWORD, elsewhere(1))).user())
                .isEqualTo(ada);

        all.clock.advance(Duration.ofSeconds(10));
        assertThat(loggedIn(login("ada@example.org", PASSWORD, CLIENT)).user()).isEqualTo(ada);
    }

    @Test
    void aPasswordThatWasNotVerifiedIsNotAFailure() {
        DomainException busy = new DomainException.Busy("Later.", Duration.ofSeconds(2));
        LoginService full = service(all.users, new PlainPasswordHasher() {
            @Override
            public Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash) {
                return Mono.error(busy);
            }
        });
        for (int i = 0; i < 40; i++) {
            StepVerifier.create(full.login("ada@example.org", PASSWORD, CLIENT)).verifyErrorMatches(busy::equals);
        }
        assertThat(loggedIn(login("ada@example.org", PASSWORD, CLIENT)).user()).isEqualTo(ada);
    }

    @Test
    void anUnavailableDatabaseIsNotAFailureOfTheClient() {
        IllegalStateException down = new IllegalStateException("The database is down.");
        Users none = new InMemoryUsers() {
            @Override
            public Mono<User> find(EmailAddress email) {
                return Mono.error(down);
            }
        };
        for (int i = 0; i < 40; i++) {
            StepVerifier.create(service(none, all.hasher).login("ada@example.org", PASSWORD, CLIENT))
                    .verifyErrorMatches(down::equals);
        }
        assertThat(loggedIn(login("ada@example.org", PASSWORD, CLIENT)).user()).isEqualTo(ada);
    }

    @Test
    void aPasswordChangeDuringTheLogInLeavesNoSession() {
        LoginService racing = service(
                all.users,
                meanwhile(
                        () -> all.users.setPassword(ada.id(), new PasswordHash("plain:another"), all.clock.instant())));

        refused(racing.login("ada@example.org", PASSWORD, CLIENT));
        assertThat(all.sessions.size()).isZero();
        assertThat(reasons()).containsExactly("late");
    }

    @Test
    void anAccountDisabledDuringTheLogInGetsNoSession() {
        LoginService racing = service(all.users, meanwhile(() -> all.users.setDisabled(ada.id(), true)));

        refused(racing.login("ada@example.org", PASSWORD, CLIENT));
        assertThat(all.sessions.size()).isZero();
        assertThat(reasons()).containsExactly("disabled");
    }

    @Test
    void aSecondFactorTurnedOnDuringTheLogInIsAskedFor() {
        LoginService racing = service(all.users, meanwhile(() -> Mono.fromRunnable(() -> all.secondFactorOf(ada))));

        StepVerifier.create(racing.login("ada@example.org", PASSWORD, CLIENT))
                .expectNextMatches(LoginStep.CodeNeeded.class::isInstance)
                .verifyComplete();
        assertThat(all.sessions.size()).isZero();
    }

    @Test
    void theHundredAndFirstSessionEndsTheLeastRecentlyUsedOne() {
        UserSession ofAnother = all.begin(all.add("bob", Role.VIEWER));
        List<UserSession> begun = Stream.generate(() -> all.begin(ada))
                .limit(SessionStarter.MAX_PER_USER)
                .toList();
        all.clock.advance(Duration.ofMinutes(1));
        // The newest one is used first, and so longest ago, but not so long that it would be looked up again.
        for (UserSession session : begun.reversed()) {
            assertThat(all.active(session)).isTrue();
            all.clock.advance(Duration.ofMillis(1));
        }
        UserSession oneMore = all.begin(ada);

        assertThat(all.active(begun.getLast())).isFalse();
        assertThat(begun.subList(0, SessionStarter.MAX_PER_USER - 1)).allMatch(all::active);
        assertThat(List.of(oneMore, ofAnother)).allMatch(all::active);
        assertThat(all.log.events())
                .filteredOn(event -> event.kind() == Kind.SESSIONS_ENDED)
                .extracting(AuditEvent::subjectId, AuditEvent::details)
                .containsExactly(tuple(ada.id(), Map.of("count", "1")));
    }

    private Mono<LoginStep> login(String email, String password, Client client) {
        return all.login.login(email, password, client);
    }

    private static UserSession loggedIn(Mono<LoginStep> step) {
        return ((LoginStep.LoggedIn) step.block()).session();
    }

    private LoginStep.CodeNeeded codeNeeded(User user) {
        return new LoginStep.CodeNeeded(user.id(), all.clock.instant());
    }

    private static void refused(Mono<?> step) {
        StepVerifier.create(step)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(DomainException.NotAuthenticated.class)
                        .hasMessage("Could not log in."));
    }

    private List<String> reasons() {
        return all.events(Kind.LOG_IN_REFUSED).stream()
                .map(event -> event.details().get("reason"))
                .toList();
    }

    private static Client elsewhere(int number) {
        return new Client("198.51.100." + number, null, null);
    }

    private LoginService service(Users users, PasswordHasher hasher) {
        return new LoginService(users, hasher, all.throttle, all.secondFactors, all.devices, all.start, all.audit);
    }

    /** Verifies passwords, and has something happen before the answer is there. */
    private static PasswordHasher meanwhile(Supplier<Mono<Void>> event) {
        return new PlainPasswordHasher() {
            @Override
            public Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash) {
                return super.match(typed, hash).delayUntil(match -> event.get());
            }
        };
    }
}
