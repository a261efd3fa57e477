package io.flangular.domain.audit;

import io.flangular.domain.resource.access.Caller;
import reactor.core.publisher.Mono;

/** Use case: searches the audit log. */
public interface ReadAudit {
    /** Searches events; not allowed to non-administrators. */
    Mono<AuditPage> read(Caller caller, AuditSearch search);
}
