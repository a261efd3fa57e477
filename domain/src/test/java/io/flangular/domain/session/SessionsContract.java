package io.flangular.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every implementation of {@link Sessions} does. */
public abstract class SessionsContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

    private Sessions sessions;

    /** An implementation without any session. */
    protected abstract Sessions emptySessions();

    /** The id of a user that exists. */
    protected abstract long userId();

    @BeforeEach
    void begin() {
        sessions = emptySessions();
    }

    @Test
    void anAddedSessionIsFound() {
        Session session = add("a", NOW.plusSeconds(60));

        StepVerifier.create(sessions.find(session.id())).expectNext(session).verifyComplete();
    }

    @Test
    void anUnknownSessionIsNotFound() {
        StepVerifier.create(sessions.find(new SessionId("unknown"))).verifyComplete();
    }

    @Test
    void aRevokedSessionStaysAndSaysSo() {
        Session session = add("a", NOW.plusSeconds(60));
        Session other = add("b", NOW.plusSeconds(60));

        StepVerifier.create(sessions.revoke(session.id(), NOW)).verifyComplete();

        Session found = sessions.find(session.id()).block();
        assertThat(found.revokedAt()).isEqualTo(NOW);
        assertThat(found.activeAt(NOW)).isFalse();
        StepVerifier.create(sessions.find(other.id())).expectNext(other).verifyComplete();
    }

    @Test
    void theFirstRevocationCounts() {
        Session session = add("a", NOW.plusSeconds(60));

        sessions.revoke(session.id(), NOW).block();
        sessions.revoke(session.id(), NOW.plusSeconds(5)).block();

        assertThat(sessions.find(session.id()).block().revokedAt()).isEqualTo(NOW);
    }

    @Test
    void revokingAnUnknownSessionDoesNothing() {
        StepVerifier.create(sessions.revoke(new SessionId("unknown"), NOW)).verifyComplete();
    }

    @Test
    void endedSessionsAreForgottenAFewAtATime() {
        add("a", NOW.minusSeconds(3));
        add("b", NOW.minusSeconds(2));
        add("c", NOW.minusSeconds(1));
        Session active = add("d", NOW.plusSeconds(1));

        assertThat(sessions.deleteEndedBefore(NOW, 2).block()).isEqualTo(2);
        assertThat(sessions.deleteEndedBefore(NOW, 2).block()).isEqualTo(1);
        assertThat(sessions.deleteEndedBefore(NOW, 2).block()).isZero();
        StepVerifier.create(sessions.find(active.id())).expectNext(active).verifyComplete();
    }

    private Session add(String id, Instant end) {
        Session session = new Session(new SessionId(id), userId(), end.minus(Duration.ofHours(8)), end, null);
        sessions.add(session).block();
        return session;
    }
}
