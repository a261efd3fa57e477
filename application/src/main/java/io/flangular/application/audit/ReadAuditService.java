package io.flangular.application.audit;

import io.flangular.application.AdministratorGuard;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.domain.resource.access.Caller;
import reactor.core.publisher.Mono;

/** Searches the audit log for administrators. */
public final class ReadAuditService implements ReadAudit {
    private final AuditLog log;

    public ReadAuditService(AuditLog log) {
        this.log = log;
    }

    @Override
    public Mono<AuditPage> read(Caller caller, AuditSearch search) {
        return AdministratorGuard.run(caller, () -> log.search(search));
    }
}
