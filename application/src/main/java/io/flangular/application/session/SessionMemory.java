package io.flangular.application.session;

import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Remembers for one second what was found out about a session, so that a busy user does not cost a look-up for
 * each request. A log-out on this node counts at once, also against a look-up that is under way meanwhile.
 */
public final class SessionMemory {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    /** Longer than any look-up can take that began before the log-out. */
    private static final Duration KNOWN_AS_ENDED = Duration.ofMinutes(1);

    private static final int CAPACITY = 10_000;

    private final Map<SessionId, Entry> entries = new ConcurrentHashMap<>();

    /** What is known at that instant, or else what the look-up tells; an unknown session is not remembered. */
    Mono<UserSession> get(SessionId id, Instant now, Mono<UserSession> lookup) {
        Entry entry = entries.get(id);
        if (entry != null && entry.goodUntil().isAfter(now)) {
            return Mono.justOrEmpty(entry.session());
        }
        return lookup.flatMap(found -> Mono.justOrEmpty(remember(found, now)));
    }

    /** From now on the session is known to have ended. */
    void end(SessionId id, Instant now) {
        entries.put(id, new Entry(null, now.plus(KNOWN_AS_ENDED)));
    }

    private Optional<UserSession> remember(UserSession found, Instant now) {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !entry.goodUntil().isAfter(now));
        }
        if (entries.size() >= CAPACITY) {
            return Optional.of(found);
        }
        Entry fresh = new Entry(found, now.plus(REMEMBERED));
        Entry kept = entries.merge(found.session().id(), fresh, (old, young) -> old.endedAndGoodAt(now) ? old : young);
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.session());
    }

    /** A session, or null for one that has ended, and until when that may be believed. */
    private record Entry(@Nullable UserSession session, Instant goodUntil) {
        boolean endedAndGoodAt(Instant now) {
            return session == null && goodUntil.isAfter(now);
        }
    }
}
