package io.flangular.bootstrap.audit;

import io.flangular.application.audit.AuditTrail;
import io.flangular.application.audit.ReadAuditService;
import io.flangular.domain.audit.AuditLog;
import io.flangular.persistence.audit.LoggingAuditLog;
import io.flangular.persistence.audit.R2dbcAuditLog;
import io.flangular.web.audit.AuditHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repository, use case and route of the audit log. */
@Configuration(proxyBeanMethods = false)
@Import({AuditHandler.class, AuditTrail.class, ReadAuditService.class})
class AuditConfiguration {
    @Bean
    AuditLog auditLog(DatabaseClient database) {
        return new LoggingAuditLog(new R2dbcAuditLog(database));
    }

    @Bean
    RouterFunction<ServerResponse> auditRoutes(AuditHandler audit) {
        return audit.routes();
    }
}
