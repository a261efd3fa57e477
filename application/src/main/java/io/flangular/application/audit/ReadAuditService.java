package io.flangular.application.audit;

import io.flangular.application.AdministratorsOnly;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.resource.Caller;
import reactor.core.publisher.Mono;

/** Shows the security log to administrators. */
public final class ReadAuditService implements ReadAudit {
    private final SecurityLog log;

    /** Of what is kept there. */
    public ReadAuditService(SecurityLog log) {
        this.log = log;
    }

    @Override
    public Mono<AuditPage> read(Caller caller, AuditSearch search) {
        return AdministratorsOnly.run(caller, () -> log.search(search));
    }
}
