package io.flangular.domain.audit;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Where security events are kept. */
public interface SecurityLog {

    /** Keeps an event. Within a unit of work it is a part of that. */
    Mono<Void> record(SecurityEvent event);

    /** Those that are looked for. */
    Mono<AuditPage> search(AuditSearch search);

    /** Forgets events before that instant, at most so many of them, and tells how many. */
    Mono<Long> deleteBefore(Instant instant, int atMost);
}
