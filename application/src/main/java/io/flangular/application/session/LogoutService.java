package io.flangular.application.session;

import io.flangular.application.ShortLivedCache;
import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.session.Logout;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Revokes a session and removes it from the cache of this node. When the database is unavailable, {@link
 * #storePending()} stores the revocation later; call it every few seconds. Until then this node refuses the session.
 */
public final class LogoutService implements Logout {
    private static final int CAPACITY = 10_000;

    private final Sessions sessions;
    private final AuditTrail audit;
    private final UnitOfWork unitOfWork;
    private final ShortLivedCache<SessionId, UserSession> cache;
    private final Map<SessionId, Pending> pending = new ConcurrentHashMap<>();

    private record Pending(Client client, Instant at) {}

    /** The cache is shared with {@link CheckSessionService}. */
    public LogoutService(
            Sessions sessions, AuditTrail audit, UnitOfWork unitOfWork, ShortLivedCache<SessionId, UserSession> cache) {
        this.sessions = sessions;
        this.audit = audit;
        this.unitOfWork = unitOfWork;
        this.cache = cache;
    }

    @Override
    public Mono<Void> logout(SessionId id, Client client) {
        return Mono.defer(() -> {
            Instant now = audit.now();
            cache.markEnded(id, now);
            return store(id, client, now).doOnError(failure -> {
                if (pending.size() < CAPACITY) {
                    pending.putIfAbsent(id, new Pending(client, now));
                }
            });
        });
    }

    /** Retries to store pending logouts, and emits how many are still pending. */
    public Mono<Integer> storePending() {
        return Flux.defer(() -> {
                    // The cache stores an ended session only for a minute.
                    pending.keySet().forEach(id -> cache.markEnded(id, audit.now()));
                    return Flux.fromIterable(Map.copyOf(pending).entrySet());
                })
                .concatMap(entry -> store(
                                entry.getKey(),
                                entry.getValue().client(),
                                entry.getValue().at())
                        .doOnSuccess(stored -> pending.remove(entry.getKey())))
                // What fails once would fail for all.
                .onErrorComplete()
                .then(Mono.fromSupplier(pending::size));
    }

    private Mono<Void> store(SessionId id, Client client, Instant at) {
        return unitOfWork.run(sessions.find(id)
                .filter(session -> session.activeAt(at))
                .flatMap(session -> sessions.revoke(id, at)
                        .then(audit.record(new AuditEvent(
                                at,
                                Kind.LOGGED_OUT,
                                session.userId(),
                                session.userId(),
                                client.address(),
                                Map.of())))));
    }
}
