package io.flangular.bootstrap.audit;

import io.flangular.application.audit.ReadAuditService;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.persistence.audit.LoggingSecurityLog;
import io.flangular.persistence.audit.R2dbcSecurityLog;
import io.flangular.web.audit.AuditHandler;
import io.flangular.web.audit.AuditRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What is kept of every step that concerns who gets in, and who may read it. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    SecurityLog securityLog(DatabaseClient database) {
        return new LoggingSecurityLog(new R2dbcSecurityLog(database));
    }

    @Bean
    ReadAudit readAudit(SecurityLog log) {
        return new ReadAuditService(log);
    }

    @Bean
    RouterFunction<ServerResponse> auditRoutes(ReadAudit readAudit) {
        return AuditRoutes.of(new AuditHandler(readAudit));
    }
}
