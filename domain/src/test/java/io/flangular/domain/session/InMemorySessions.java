package io.flangular.domain.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Sessions that are forgotten with the test; counts how often one was looked up. */
public class InMemorySessions implements Sessions {
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();

    @Override
    public Mono<Void> add(Session session) {
        return Mono.fromRunnable(() -> sessions.put(session.id(), session));
    }

    @Override
    public Mono<Session> find(SessionId id) {
        return Mono.fromSupplier(() -> {
            lookups.incrementAndGet();
            return sessions.get(id);
        });
    }

    @Override
    public Mono<Void> revoke(SessionId id, Instant instant) {
        return Mono.fromRunnable(() -> sessions.computeIfPresent(
                id,
                (same, session) -> session.revokedAt() != null
                        ? session
                        : new Session(id, session.userId(), session.authenticatedAt(), session.endsAt(), instant)));
    }

    @Override
    public Mono<Long> deleteEndedBefore(Instant instant, int atMost) {
        return Mono.fromSupplier(() -> {
            List<Session> ended = sessions.values().stream()
                    .filter(session -> session.endsAt().isBefore(instant))
                    .limit(atMost)
                    .toList();
            ended.forEach(session -> sessions.remove(session.id()));
            return (long) ended.size();
        });
    }

    /** How often {@link #find} was carried out. */
    public int lookups() {
        return lookups.get();
    }

    /** How many sessions are kept. */
    public int size() {
        return sessions.size();
    }
}
