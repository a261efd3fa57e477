package io.flangular.bootstrap.retention;

import io.flangular.application.retention.DeleteExpiredService;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.retention.DeleteExpired;
import io.flangular.domain.session.Sessions;
import io.flangular.persistence.resource.R2dbcIdempotencyKeys;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Deletes expired data every minute, on every node. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(RetentionSchedule.class)
class RetentionConfiguration {
    @Bean
    DeleteExpired deleteExpired(
            Sessions sessions,
            OneTimeLinks links,
            ApiTokens tokens,
            DatabaseClient client,
            AuditLog log,
            @Qualifier("collections") UnitOfWork collections,
            Clock clock) {
        return new DeleteExpiredService(
                sessions, links, tokens, new R2dbcIdempotencyKeys(client), log, collections, clock);
    }
}
