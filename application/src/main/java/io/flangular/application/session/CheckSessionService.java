package io.flangular.application.session;

import io.flangular.application.ShortLivedCache;
import io.flangular.domain.session.CheckSession;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Looks up a session and its user, cached for one second, and stores its last use, at most once a minute. */
public final class CheckSessionService implements CheckSession {
    private final Sessions sessions;
    private final Users users;
    private final ShortLivedCache<SessionId, UserSession> cache;
    private final Clock clock;

    /** The cache is shared with {@link LogoutService}. */
    public CheckSessionService(
            Sessions sessions, Users users, ShortLivedCache<SessionId, UserSession> cache, Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Mono<UserSession> check(SessionId id) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            Mono<UserSession> lookup = sessions.find(id)
                    .filter(session -> session.activeAt(now))
                    .flatMap(this::withUser)
                    .delayUntil(found -> noteUse(found.session(), now));
            return cache.get(id, now, lookup).filter(found -> found.session().activeAt(now));
        });
    }

    private Mono<UserSession> withUser(Session session) {
        return users.find(session.userId())
                .filter(user -> !user.disabled())
                .map(user -> new UserSession(session, user));
    }

    /** Errors are ignored: the time is only informative, and users may read while nothing can be written. */
    private Mono<Void> noteUse(Session session, Instant now) {
        return now.isBefore(session.lastSeenAt().plus(Session.PRECISION))
                ? Mono.empty()
                : sessions.noteUse(session.id(), now)
                        .then(users.noteSeen(session.userId(), now))
                        .onErrorComplete();
    }
}
