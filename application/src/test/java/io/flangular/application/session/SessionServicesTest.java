package io.flangular.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.ShortMemory;
import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SettableClock;
import io.flangular.domain.session.InMemorySessions;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.PlainPasswordHasher;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class SessionServicesTest {
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "correct horse battery";
    private static final Duration LONGEST = Duration.ofHours(8);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemoryUsers users = new InMemoryUsers();
    private final PlainPasswordHasher hasher = new PlainPasswordHasher();
    private final InMemorySessions sessions = new InMemorySessions();
    private final ShortMemory<SessionId, UserSession> memory = new ShortMemory<>();
    private final LogInService logIn = new LogInService(users, hasher, sessions, new FakeRandomBytes(), clock, LONGEST);
    private final CheckSessionService check = new CheckSessionService(sessions, users, memory, clock);
    private final LogOutService logOut = new LogOutService(sessions, memory, clock);

    private User ada;

    @BeforeEach
    void addUsers() {
        ada = users.add(new EmailAddress(EMAIL), "Ada", new PasswordHash("plain:" + PASSWORD))
                .block();
        User eve = users.add(new EmailAddress("eve@example.org"), null, new PasswordHash("plain:" + PASSWORD))
                .block();
        users.setDisabled(eve.id(), true).block();
    }

    @Test
    void theRightPasswordBeginsASession() {
        UserSession begun = logIn.logIn(" Ada@Example.org", PASSWORD).block();

        Session session = begun.session();
        assertThat(begun.user()).isEqualTo(ada);
        assertThat(session.authenticatedAt()).isEqualTo(clock.instant());
        assertThat(session.endsAt()).isEqualTo(clock.instant().plus(LONGEST));
        assertThat(session.id().value()).hasSize(43);
        assertThat(check.check(session.id()).block()).isEqualTo(begun);
    }

    @Test
    void everyLogInBeginsAnotherSession() {
        assertThat(begin()).isNotEqualTo(begin());
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, correct horse batter",
        "ada@example.org, correct horse battery!",
        "ada@example.org, Correct horse battery",
        "ada@example.org, ''",
        "bob@example.org, correct horse battery",
        "eve@example.org, correct horse battery",
        "no address, correct horse battery",
        "'', ''"
    })
    void whateverIsWrongTheAnswerAndTheWorkAreTheSame(String email, String password) {
        StepVerifier.create(logIn.logIn(email, password)).verifyErrorSatisfies(error -> assertThat(error)
                .isInstanceOf(DomainException.NotAuthenticated.class)
                .hasMessage("Could not log in."));
        assertThat(hasher.verifications()).isOne();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void whatIsTooLongIsRefusedBeforeAnyWork() {
        StepVerifier.create(logIn.logIn("a".repeat(255), PASSWORD)).verifyError(DomainException.Invalid.class);
        StepVerifier.create(logIn.logIn(EMAIL, "a".repeat(1025))).verifyError(DomainException.Invalid.class);
        assertThat(hasher.verifications()).isZero();
    }

    @Test
    void sessionsThatHaveEndedAreForgottenAtTheNextLogIn() {
        begin();
        begin();
        clock.advance(LONGEST.plusSeconds(1));
        begin();

        assertThat(sessions.size()).isOne();
    }

    @Test
    void aSessionEndsWhenItsTimeIsOver() {
        SessionId id = begin();

        clock.advance(LONGEST.minusMillis(1));
        assertThat(active(id)).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(active(id)).isFalse();
    }

    @Test
    void logOutCountsAtOnce() {
        SessionId id = begin();
        assertThat(active(id)).isTrue();

        logOut.logOut(id).block();

        assertThat(active(id)).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(active(id)).isFalse();
    }

    @Test
    void logOutCountsAgainstALookUpThatIsUnderWay() {
        SessionId id = begin();
        Sinks.Empty<Void> late = Sinks.empty();
        InMemorySessions slow = new InMemorySessions() {
            @Override
            public Mono<Session> find(SessionId sought) {
                return sessions.find(sought).delayUntil(found -> late.asMono());
            }
        };
        CheckSessionService slowCheck = new CheckSessionService(slow, users, memory, clock);

        StepVerifier.create(slowCheck.check(id))
                .expectSubscription()
                .then(() -> logOut.logOut(id).block())
                .then(late::tryEmitEmpty)
                .verifyComplete();
        assertThat(active(id)).isFalse();
    }

    @Test
    void otherSessionsOfTheUserStay() {
        SessionId id = begin();
        SessionId other = begin();

        logOut.logOut(id).block();

        assertThat(active(other)).isTrue();
    }

    @Test
    void anAnswerIsRememberedForOneSecond() {
        SessionId id = begin();
        assertThat(active(id)).isTrue();
        clock.advance(Duration.ofMillis(999));
        assertThat(active(id)).isTrue();
        assertThat(sessions.lookups()).isOne();

        clock.advance(Duration.ofMillis(1));
        assertThat(active(id)).isTrue();
        assertThat(sessions.lookups()).isEqualTo(2);
    }

    @Test
    void aDisabledUserIsOutAfterOneSecond() {
        SessionId id = begin();
        assertThat(active(id)).isTrue();

        users.setDisabled(ada.id(), true).block();
        clock.advance(Duration.ofSeconds(1));

        assertThat(active(id)).isFalse();
    }

    @Test
    void aRevocationByAnotherNodeCountsAfterOneSecond() {
        SessionId id = begin();
        assertThat(active(id)).isTrue();

        sessions.revoke(id, clock.instant()).block();
        clock.advance(Duration.ofSeconds(1));

        assertThat(active(id)).isFalse();
    }

    @Test
    void anUnknownSessionIsNotActive() {
        assertThat(active(new SessionId("unknown"))).isFalse();
    }

    private SessionId begin() {
        return logIn.logIn(EMAIL, PASSWORD).block().session().id();
    }

    private boolean active(SessionId id) {
        return check.check(id).hasElement().block();
    }
}
