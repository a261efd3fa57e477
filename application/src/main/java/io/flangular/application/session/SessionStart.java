package io.flangular.application.session;

import io.flangular.application.ShortLivedCache;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Begins sessions, and forgets on the way what has ended long enough ago. A user has so many and no more: who knows a
 * password, or a script that logs in anew each time, does not fill the database or the list that the owner looks through.
 */
public final class SessionStart {
    /** The most sessions that a user has at once. */
    static final int MOST = 100;

    private static final Duration EVENTS_KEPT = Duration.ofDays(400);
    private static final int DELETE_BATCH = 100;

    private final Users users;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final AuditLog log;
    private final UnitOfWork unitOfWork;
    private final ShortLivedCache<SessionId, UserSession> cache;
    private final RandomBytes random;
    private final Clock clock;
    private final Duration longest;

    /**
     * A session ends after the longest duration however active its user is. The cache is shared with {@link
     * CheckSessionService}.
     */
    public SessionStart(
            Users users,
            Sessions sessions,
            OneTimeLinks links,
            AuditLog log,
            UnitOfWork unitOfWork,
            ShortLivedCache<SessionId, UserSession> cache,
            RandomBytes random,
            Clock clock,
            Duration longest) {
        this.users = users;
        this.sessions = sessions;
        this.links = links;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.cache = cache;
        this.random = random;
        this.clock = clock;
        this.longest = longest;
    }

    /**
     * What the work makes of the user as the user is now, or a {@link LogInRefused} when that is nobody who may log in. No
     * change of the user comes between: a password that is changed, or an account that is disabled, at the same time leaves
     * no session behind.
     */
    <T> Mono<T> locked(long userId, Function<User, Mono<T>> work) {
        return unitOfWork.run(users.lock(userId)
                .switchIfEmpty(Mono.error(() -> new LogInRefused("unknown")))
                .flatMap(user -> user.disabled() ? Mono.error(new LogInRefused("disabled")) : work.apply(user)));
    }

    /** A new session, as a part of such work. */
    Mono<UserSession> begin(User user, Client client, Factor factor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(16));
        Session session = new Session(
                SessionId.generate(random),
                handle,
                user.id(),
                now,
                now.plus(longest),
                null,
                now,
                client.address(),
                client.browser());
        return revokeOldest(session)
                .then(sessions.add(session))
                .then(users.noteSeen(user.id(), now))
                .then(log.record(loggedIn(session, factor)))
                .thenReturn(new UserSession(session, user));
    }

    /** Ends what would be too many with one more: those that were not used for the longest time. */
    private Mono<Void> revokeOldest(Session next) {
        Instant now = next.authenticatedAt();
        return sessions.ofUser(next.userId(), now)
                .skip(MOST - 1)
                // All of them first: the connection that tells of them is the one that changes them.
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(session -> sessions.revoke(session.id(), now)
                        .then(Mono.fromRunnable(() -> cache.markEnded(session.id(), now)))
                        .thenReturn(session))
                .count()
                .flatMap(ended -> ended == 0 ? Mono.empty() : log.record(ended(ended, next)));
    }

    private static AuditEvent ended(long count, Session next) {
        return AuditEvent.ofOneself(
                next.authenticatedAt(),
                AuditEvent.Kind.SESSIONS_ENDED,
                next.userId(),
                next.address(),
                Map.of("count", Long.toString(count)));
    }

    private static AuditEvent loggedIn(Session session, Factor factor) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("factor", factor.word());
        String browser = session.browser();
        if (browser != null) {
            details.put("browser", browser);
        }
        return AuditEvent.ofOneself(
                session.authenticatedAt(), AuditEvent.Kind.LOGGED_IN, session.userId(), session.address(), details);
    }

    /** A few of the sessions, links and events that are of no more use. It is no reason to refuse anything. */
    Mono<Void> deleteExpired() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return sessions.deleteEndedBefore(now, DELETE_BATCH)
                    .then(links.deleteEndedBefore(now, DELETE_BATCH))
                    .then(log.deleteBefore(now.minus(EVENTS_KEPT), DELETE_BATCH))
                    .then()
                    .onErrorComplete();
        });
    }
}
