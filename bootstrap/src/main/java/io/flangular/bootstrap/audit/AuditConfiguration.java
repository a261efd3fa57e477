package io.flangular.bootstrap.audit;

import io.flangular.application.audit.AuditTrail;
import io.flangular.application.audit.ReadAuditService;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.persistence.audit.LoggingAuditLog;
import io.flangular.persistence.audit.R2dbcAuditLog;
import io.flangular.web.audit.AuditHandler;
import io.flangular.web.audit.AuditRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repository and use case of the audit log. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog(DatabaseClient database) {
        return new LoggingAuditLog(new R2dbcAuditLog(database));
    }

    @Bean
    AuditTrail auditTrail(AuditLog log, Clock clock) {
        return new AuditTrail(log, clock);
    }

    @Bean
    ReadAudit readAudit(AuditLog log) {
        return new ReadAuditService(log);
    }

    @Bean
    RouterFunction<ServerResponse> auditRoutes(ReadAudit readAudit) {
        return AuditRoutes.of(new AuditHandler(readAudit));
    }
}
