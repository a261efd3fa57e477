package io.flangular.application.session;

import io.flangular.application.ShortMemory;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.session.LogOut;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Revokes the session and sees to it that this node does not remember it as good. */
public final class LogOutService implements LogOut {
    private final Sessions sessions;
    private final SecurityLog log;
    private final UnitOfWork unitOfWork;
    private final ShortMemory<SessionId, UserSession> memory;
    private final Clock clock;

    /** The memory is shared with {@link CheckSessionService}. */
    public LogOutService(
            Sessions sessions,
            SecurityLog log,
            UnitOfWork unitOfWork,
            ShortMemory<SessionId, UserSession> memory,
            Clock clock) {
        this.sessions = sessions;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Mono<Void> logOut(SessionId id, Client client) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            memory.end(id, now);
            return unitOfWork.run(sessions.find(id)
                    .filter(session -> session.activeAt(now))
                    .flatMap(session -> sessions.revoke(id, now).then(log.record(loggedOut(session, client, now)))));
        });
    }

    private static SecurityEvent loggedOut(Session session, Client client, Instant now) {
        return SecurityEvent.ofOneself(
                now, SecurityEvent.Kind.LOGGED_OUT, session.userId(), client.address(), Map.of());
    }
}
