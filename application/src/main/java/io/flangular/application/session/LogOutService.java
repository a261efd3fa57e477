package io.flangular.application.session;

import io.flangular.application.ShortMemory;
import io.flangular.domain.session.LogOut;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Revokes the session and sees to it that this node does not remember it as good. */
public final class LogOutService implements LogOut {
    private final Sessions sessions;
    private final ShortMemory<SessionId, UserSession> memory;
    private final Clock clock;

    /** The memory is shared with {@link CheckSessionService}. */
    public LogOutService(Sessions sessions, ShortMemory<SessionId, UserSession> memory, Clock clock) {
        this.sessions = sessions;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Mono<Void> logOut(SessionId id) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            memory.end(id, now);
            return sessions.revoke(id, now);
        });
    }
}
