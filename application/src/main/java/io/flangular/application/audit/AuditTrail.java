package io.flangular.application.audit;

import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.user.Client;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Records security-relevant events in the audit log, with the current time and the IP address of the client. */
public final class AuditTrail {
    private final AuditLog log;
    private final Clock clock;

    public AuditTrail(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** The current time of the clock that events are recorded with. */
    public Instant now() {
        return clock.instant();
    }

    /** Records what users did to themselves. */
    public Mono<Void> record(Kind kind, long userId, Client client, Map<String, String> details) {
        return record(kind, userId, userId, client, details);
    }

    /** Records an event, within the current unit of work if there is one; the ids as in {@link AuditEvent}. */
    public Mono<Void> record(
            Kind kind, @Nullable Long actorId, @Nullable Long subjectId, Client client, Map<String, String> details) {
        return Mono.defer(() -> record(new AuditEvent(now(), kind, actorId, subjectId, client.address(), details)));
    }

    /** Records an event of an earlier time, such as one that the database was not available for. */
    public Mono<Void> record(AuditEvent event) {
        return log.record(event);
    }
}
