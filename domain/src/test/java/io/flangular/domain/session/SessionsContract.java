package io.flangular.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.user.OfUsersContract;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every implementation of {@link Sessions} does. */
public abstract class SessionsContract extends OfUsersContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    private Sessions sessions;

    /** An implementation without any session. */
    protected abstract Sessions emptySessions();

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
    void aRevokedSessionIsStillFoundAsRevoked() {
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
    void endedSessionsAreDeletedInBatches() {
        add("a", NOW.minusSeconds(3));
        add("b", NOW.minusSeconds(2));
        add("c", NOW.minusSeconds(1));
        Session active = add("d", NOW.plusSeconds(1));

        assertThat(sessions.deleteExpiredBefore(NOW, 2).block()).isEqualTo(2);
        assertThat(sessions.deleteExpiredBefore(NOW, 2).block()).isEqualTo(1);
        assertThat(sessions.deleteExpiredBefore(NOW, 2).block()).isZero();
        StepVerifier.create(sessions.find(active.id())).expectNext(active).verifyComplete();
    }

    @Test
    void aSessionNeedsNoBrowserName() {
        Session session = add(session("a", userId(), NOW.plusSeconds(60), NOW, null));

        StepVerifier.create(sessions.find(session.id())).expectNext(session).verifyComplete();
    }

    @Test
    void theTimeOfTheLastUseIsStored() {
        Session session = add("a", NOW.plusSeconds(600));
        Session other = add("b", NOW.plusSeconds(600));

        sessions.noteUse(session.id(), NOW).block();
        sessions.noteUse(session.id(), NOW.plusSeconds(60)).block();
        sessions.noteUse(new SessionId("unknown"), NOW).block();

        Session used = session("a", userId(), NOW.plusSeconds(600), NOW.plusSeconds(60), BROWSER);
        StepVerifier.create(sessions.find(session.id())).expectNext(used).verifyComplete();
        StepVerifier.create(sessions.find(other.id())).expectNext(other).verifyComplete();
    }

    @Test
    void activeSessionsAreListedLastUsedFirst() {
        Session early = add(session("a", userId(), NOW.plusSeconds(60), NOW.minusSeconds(120), BROWSER));
        Session late = add(session("b", userId(), NOW.plusSeconds(60), NOW.minusSeconds(60), BROWSER));
        Session newer = add(session("c", userId(), NOW.plusSeconds(61), NOW.minusSeconds(120), BROWSER));
        add("ended", NOW);
        add(session("other", otherUserId(), NOW.plusSeconds(60), NOW, BROWSER));
        sessions.revoke(add("revoked", NOW.plusSeconds(60)).id(), NOW.minusSeconds(1))
                .block();

        StepVerifier.create(sessions.ofUser(userId(), NOW))
                .expectNext(late, newer, early)
                .verifyComplete();
    }

    @Test
    void allActiveSessionsOfAUserCanBeEnded() {
        Session first = add("a", NOW.plusSeconds(60));
        Session second = add("b", NOW.plusSeconds(60));
        Session revoked = add("c", NOW.plusSeconds(60));
        Session ended = add("d", NOW);
        Session other = add(session("e", otherUserId(), NOW.plusSeconds(60), NOW, BROWSER));
        sessions.revoke(revoked.id(), NOW.minusSeconds(1)).block();

        assertThat(sessions.revokeOfUser(userId(), null, NOW).block()).isEqualTo(2);

        assertThat(sessions.find(first.id()).block().revokedAt()).isEqualTo(NOW);
        assertThat(sessions.find(second.id()).block().revokedAt()).isEqualTo(NOW);
        assertThat(sessions.find(revoked.id()).block().revokedAt()).isEqualTo(NOW.minusSeconds(1));
        StepVerifier.create(sessions.find(ended.id())).expectNext(ended).verifyComplete();
        StepVerifier.create(sessions.find(other.id())).expectNext(other).verifyComplete();
        assertThat(sessions.revokeOfUser(userId(), null, NOW).block()).isZero();
    }

    @Test
    void allButOneSessionOfAUserCanBeEnded() {
        Session spared = add("a", NOW.plusSeconds(60));
        Session other = add("b", NOW.plusSeconds(60));

        assertThat(sessions.revokeOfUser(userId(), spared.id(), NOW).block()).isEqualTo(1);

        StepVerifier.create(sessions.find(spared.id())).expectNext(spared).verifyComplete();
        assertThat(sessions.find(other.id()).block().activeAt(NOW)).isFalse();
    }

    private Session add(String id, Instant end) {
        return add(session(id, userId(), end, NOW.minusSeconds(600), BROWSER));
    }

    private Session add(Session session) {
        sessions.add(session).block();
        return session;
    }

    private static Session session(String id, long userId, Instant end, Instant seen, @Nullable String browser) {
        return new Session(
                new SessionId(id),
                "handle of " + id,
                userId,
                end.minus(Duration.ofHours(8)),
                end,
                null,
                seen,
                "2001:db8::1",
                browser);
    }
}
