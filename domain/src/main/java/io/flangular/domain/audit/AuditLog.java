package io.flangular.domain.audit;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Repository of audit events. */
public interface AuditLog {
    /** Stores an event, within the current unit of work if there is one. */
    Mono<Void> record(AuditEvent event);

    Mono<AuditPage> search(AuditSearch search);

    /** Deletes at most this many events before this instant, and returns how many. */
    Mono<Long> deleteBefore(Instant instant, int atMost);
}
