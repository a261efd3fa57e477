package io.flangular.application.session;

import io.flangular.application.ShortLivedCache;
import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Begins sessions. The number of sessions per user is limited, so that a script that logs in
 * each time cannot fill the database or the user's list of sessions.
 */
public final class SessionStarter {
    /** The maximum number of sessions of a user. */
    static final int MAX_PER_USER = 100;

    private final Users users;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final UnitOfWork unitOfWork;
    private final ShortLivedCache<SessionId, UserSession> cache;
    private final RandomBytes random;
    private final SessionLifetime lifetime;

    /** The cache is shared with {@link CheckSessionService}. */
    public SessionStarter(
            Users users,
            Sessions sessions,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            ShortLivedCache<SessionId, UserSession> cache,
            RandomBytes random,
            SessionLifetime lifetime) {
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.unitOfWork = unitOfWork;
        this.cache = cache;
        this.random = random;
        this.lifetime = lifetime;
    }

    /**
     * Runs the work with a lock on the user; {@link LoginFailedException} when the user is unknown or disabled. The
     * lock excludes concurrent changes, so that changing a password or disabling a user leaves no session behind.
     */
    <T> Mono<T> locked(long userId, Function<User, Mono<T>> work) {
        return unitOfWork.run(users.lock(userId)
                .switchIfEmpty(Mono.error(() -> new LoginFailedException("unknown")))
                .flatMap(
                        user -> user.disabled() ? Mono.error(new LoginFailedException("disabled")) : work.apply(user)));
    }

    /** Begins a session, within {@link #locked}. */
    Mono<UserSession> begin(User user, Client client, AuthenticationFactor factor) {
        Instant now = audit.now();
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(16));
        Session session = new Session(
                SessionId.generate(random),
                handle,
                user.id(),
                now,
                now.plus(lifetime.longest()),
                null,
                now,
                client.address(),
                client.browser());
        return revokeOldest(session, client)
                .then(sessions.add(session))
                .then(users.noteSeen(user.id(), now))
                .then(audit.record(Kind.LOGGED_IN, user.id(), client, details(factor, client)))
                .thenReturn(new UserSession(session, user));
    }

    /** Revokes the least recently used sessions that exceed the limit. */
    private Mono<Void> revokeOldest(Session next, Client client) {
        Instant now = next.authenticatedAt();
        return sessions.ofUser(next.userId(), now)
                .skip(MAX_PER_USER - 1)
                // Collected first, since the query and the updates use the same connection.
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(session -> sessions.revoke(session.id(), now)
                        .then(Mono.fromRunnable(() -> cache.markEnded(session.id(), now)))
                        .thenReturn(session))
                .count()
                .filter(ended -> ended > 0)
                .flatMap(ended -> audit.record(
                        Kind.SESSIONS_ENDED, next.userId(), client, Map.of("count", Long.toString(ended))));
    }

    private static Map<String, String> details(AuthenticationFactor factor, Client client) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("factor", factor.word());
        String browser = client.browser();
        if (browser != null) {
            details.put("browser", browser);
        }
        return details;
    }
}
