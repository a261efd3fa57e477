package io.flangular.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.session.InMemorySessions;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class SessionServicesTest {
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();

    private User ada;

    @BeforeEach
    void addUser() {
        ada = all.add("ada", Role.EDITOR);
    }

    @Test
    void aSessionExpires() {
        UserSession session = all.begin(ada);

        all.clock.advance(Installation.MAX_LIFETIME.minusMillis(1));
        assertThat(all.active(session)).isTrue();
        all.clock.advance(Duration.ofMillis(1));
        assertThat(all.active(session)).isFalse();
    }

    @Test
    void logOutTakesEffectAtOnce() {
        UserSession session = all.begin(ada);
        assertThat(all.active(session)).isTrue();

        logout(session);

        assertThat(all.active(session)).isFalse();
        all.clock.advance(Duration.ofHours(1));
        assertThat(all.active(session)).isFalse();
    }

    @Test
    void logOutIsRecordedOnceInTheTransactionThatEndsTheSession() {
        UserSession session = all.begin(ada);

        logout(session);
        logout(session);
        all.logout.logout(new SessionId("unknown"), CLIENT).block();

        AuditEvent event = all.event(Kind.LOGGED_OUT);
        assertThat(event.actorId()).isEqualTo(ada.id());
        assertThat(event.subjectId()).isEqualTo(ada.id());
        assertThat(event.address()).isEqualTo("192.0.2.1");
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void logOutAlsoAppliesToALookUpInProgress() {
        UserSession session = all.begin(ada);
        Sinks.Empty<Void> late = Sinks.empty();
        CheckSessionService slow = over(new InMemorySessions() {
            @Override
            public Mono<Session> find(SessionId sought) {
                return all.sessions.find(sought).delayUntil(found -> late.asMono());
            }
        });

        StepVerifier.create(slow.check(session.session().id()))
                .expectSubscription()
                .then(() -> logout(session))
                .then(late::tryEmitEmpty)
                .verifyComplete();
        assertThat(all.active(session)).isFalse();
    }

    @Test
    void logOutKeepsOtherSessionsOfTheUser() {
        UserSession session = all.begin(ada);
        UserSession other = all.begin(ada);

        logout(session);

        assertThat(all.active(other)).isTrue();
    }

    @Test
    void aLookUpIsCachedForOneSecond() {
        UserSession session = all.begin(ada);
        assertThat(all.active(session)).isTrue();
        all.clock.advance(Duration.ofMillis(999));
        assertThat(all.active(session)).isTrue();
        assertThat(all.sessions.lookups()).isOne();

        all.clock.advance(Duration.ofMillis(1));
        assertThat(all.active(session)).isTrue();
        assertThat(all.sessions.lookups()).isEqualTo(2);
    }

    @Test
    void aUserDisabledByAnotherNodeIsRefusedAfterOneSecond() {
        UserSession session = all.begin(ada);
        assertThat(all.active(session)).isTrue();

        all.users.setDisabled(ada.id(), true).block();
        all.clock.advance(Duration.ofSeconds(1));

        assertThat(all.active(session)).isFalse();
    }

    @Test
    void aRevocationByAnotherNodeTakesEffectAfterOneSecond() {
        UserSession session = all.begin(ada);
        assertThat(all.active(session)).isTrue();

        all.sessions.revoke(session.session().id(), all.clock.instant()).block();
        all.clock.advance(Duration.ofSeconds(1));

        assertThat(all.active(session)).isFalse();
    }

    @Test
    void anUnknownSessionIsNotActive() {
        assertThat(all.checkSession.check(new SessionId("unknown")).block()).isNull();
    }

    @Test
    void theTimeOfTheLastUseIsStoredOnceAMinute() {
        UserSession session = all.begin(ada);
        for (int second = 0; second < 150; second++) {
            assertThat(all.active(session)).isTrue();
            all.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(all.sessions.notes()).isEqualTo(2);
        Instant last = session.session().authenticatedAt().plusSeconds(120);
        assertThat(all.sessions.find(session.session().id()).block().lastSeenAt())
                .isEqualTo(last);
        assertThat(all.users.overview(ada.id()).block().lastSeenAt()).isEqualTo(last);
    }

    @Test
    void aUseWhoseTimeCannotBeStoredIsStillAllowed() {
        UserSession session = all.begin(ada);
        all.clock.advance(Duration.ofMinutes(2));
        CheckSessionService readOnly = over(new InMemorySessions() {
            @Override
            public Mono<Session> find(SessionId id) {
                return all.sessions.find(id);
            }

            @Override
            public Mono<Void> noteUse(SessionId id, Instant instant) {
                return Mono.error(new IllegalStateException("The database is read-only."));
            }
        });

        assertThat(readOnly.check(session.session().id()).hasElement().block()).isTrue();
    }

    private CheckSessionService over(InMemorySessions sessions) {
        return new CheckSessionService(sessions, all.users, all.sessionCache, all.clock);
    }

    private void logout(UserSession session) {
        all.logout.logout(session.session().id(), CLIENT).block();
    }
}
