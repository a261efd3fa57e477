package io.flangular.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.InMemoryAuditLog;
import io.flangular.persistence.LogEvents;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import io.r2dbc.spi.R2dbcRollbackException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Events in transactions. */
@OnBothDatabases
class LoggingAuditLogIT {
    private static final AuditEvent EVENT =
            new AuditEvent(Instant.EPOCH, AuditEvent.Kind.LOGGED_IN, 7L, 7L, "192.0.2.1", Map.of("browser", "Firefox"));

    @RegisterExtension
    private final LogEvents events = new LogEvents("flangular.security");

    private final Mono<Void> record = new LoggingAuditLog(new InMemoryAuditLog()).record(EVENT);
    private final TestDatabases database;

    LoggingAuditLogIT(TestDatabases database) {
        this.database = database;
    }

    @Test
    void anEventThatIsRolledBackIsNotLogged() {
        StepVerifier.create(database.unitOfWork().run(record.then(Mono.error(new IllegalStateException("undone")))))
                .verifyErrorMessage("undone");

        assertThat(events.list()).isEmpty();
    }

    @Test
    void anEventOfARepeatedTransactionIsLoggedOnce() {
        AtomicInteger tries = new AtomicInteger();
        Mono<Void> work = record.then(Mono.defer(() -> tries.incrementAndGet() < 3
                ? Mono.error(new R2dbcRollbackException("deadlock", "40P01"))
                : Mono.empty()));

        database.unitOfWork().run(database.unitOfWork().run(work)).block();

        assertThat(events.list()).hasSize(1);
    }
}
