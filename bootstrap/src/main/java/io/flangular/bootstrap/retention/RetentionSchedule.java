package io.flangular.bootstrap.retention;

import io.flangular.domain.retention.DeleteExpired;
import io.flangular.persistence.database.connection.ConnectionFailures;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** Deletes expired data from time to time. */
class RetentionSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    private final DeleteExpired deleteExpired;

    RetentionSchedule(DeleteExpired deleteExpired) {
        this.deleteExpired = deleteExpired;
    }

    /** Spring subscribes to it, a minute after the end of the previous run. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    Mono<Void> run() {
        return deleteExpired.deleteExpired().onErrorResume(failure -> {
            Exceptions.unwrapMultiple(failure).stream()
                    // An unavailable database is logged already, and the next run is soon.
                    .filter(each -> ConnectionFailures.translate(each) == null)
                    .findFirst()
                    .ifPresent(each -> LOG.warn("Expired data was not deleted: {}", ConnectionFailures.reason(each)));
            return Mono.empty();
        });
    }
}
