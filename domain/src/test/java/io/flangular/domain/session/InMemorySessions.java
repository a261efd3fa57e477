package io.flangular.domain.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions in memory; counts the look-ups and the stored times of use. */
public class InMemorySessions implements Sessions {
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger notes = new AtomicInteger();

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
    public Flux<Session> ofUser(long userId, Instant instant) {
        return Flux.defer(() -> Flux.fromStream(active(userId, instant).stream()
                .sorted(Comparator.comparing(Session::lastSeenAt)
                        .thenComparing(Session::authenticatedAt)
                        .reversed())));
    }

    @Override
    public Mono<Void> noteUse(SessionId id, Instant instant) {
        return Mono.fromRunnable(() -> {
            notes.incrementAndGet();
            change(
                    id,
                    session -> new Session(
                            id,
                            session.handle(),
                            session.userId(),
                            session.authenticatedAt(),
                            session.endsAt(),
                            session.revokedAt(),
                            instant,
                            session.address(),
                            session.browser()));
        });
    }

    @Override
    public Mono<Void> revoke(SessionId id, Instant instant) {
        return Mono.fromRunnable(() -> revokeNow(id, instant));
    }

    @Override
    public Mono<Long> revokeOfUser(long userId, @Nullable SessionId except, Instant instant) {
        return Mono.fromSupplier(() -> {
            List<Session> ended = active(userId, instant).stream()
                    .filter(session -> !session.id().equals(except))
                    .toList();
            ended.forEach(session -> revokeNow(session.id(), instant));
            return (long) ended.size();
        });
    }

    @Override
    public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
        return Mono.fromSupplier(() -> {
            List<Session> ended = sessions.values().stream()
                    .filter(session -> session.endsAt().isBefore(instant))
                    .limit(atMost)
                    .toList();
            ended.forEach(session -> sessions.remove(session.id()));
            return (long) ended.size();
        });
    }

    private List<Session> active(long userId, Instant instant) {
        return sessions.values().stream()
                .filter(session -> session.userId() == userId && session.activeAt(instant))
                .toList();
    }

    private void revokeNow(SessionId id, Instant instant) {
        change(
                id,
                session -> session.revokedAt() != null
                        ? session
                        : new Session(
                                id,
                                session.handle(),
                                session.userId(),
                                session.authenticatedAt(),
                                session.endsAt(),
                                instant,
                                session.lastSeenAt(),
                                session.address(),
                                session.browser()));
    }

    private void change(SessionId id, UnaryOperator<Session> change) {
        sessions.computeIfPresent(id, (same, session) -> change.apply(session));
    }

    /** How often {@link #find} was carried out. */
    public int lookups() {
        return lookups.get();
    }

    /** How often {@link #noteUse} was carried out. */
    public int notes() {
        return notes.get();
    }

    /** How many sessions are kept. */
    public int size() {
        return sessions.size();
    }
}
