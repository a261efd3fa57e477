package io.flangular.domain.audit;

import io.flangular.domain.resource.Caller;
import reactor.core.publisher.Mono;

/** Shows security events to administrators. */
public interface ReadAudit {

    /** Those that are looked for; refused as not allowed to who is no administrator. */
    Mono<AuditPage> read(Caller caller, AuditSearch search);
}
