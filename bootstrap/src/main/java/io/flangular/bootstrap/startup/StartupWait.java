package io.flangular.bootstrap.startup;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Blocks until reactive work is done. Only the start and the end of the application may do that: they have a thread of
 * their own, and no requests are served.
 */
public final class StartupWait {
    private static final Duration MAX_DATABASE_WAIT = Duration.ofSeconds(7);

    private static final Duration RETRY_AFTER = Duration.ofMillis(250);

    private StartupWait() {}

    /**
     * Waits for the value of work on a database. When the database is unavailable the work is retried for seven
     * seconds; then a {@link StartupFailure} names the database and the reason.
     */
    public static <T> T forDatabase(Mono<T> work, String database, Duration atMost) {
        long start = System.nanoTime();
        Retry whileUnavailable = Retry.fixedDelay(Long.MAX_VALUE, RETRY_AFTER)
                .filter(failure -> reason(failure) != null
                        && !(failure instanceof DomainException.OutcomeUnknown)
                        && System.nanoTime() - start < MAX_DATABASE_WAIT.toNanos());
        try {
            return forValue(work.retryWhen(whileUnavailable), atMost);
        } catch (RuntimeException failure) {
            String reason = reason(failure);
            if (reason == null) {
                throw failure;
            }
            throw new StartupFailure("The database cannot be used (" + database + "): " + reason, failure);
        }
    }

    /** Why the database failed; null for a failure with another cause. */
    private static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException.Busy || cause instanceof DomainException.Unavailable) {
                return "it does not answer in time";
            }
            if (cause instanceof DomainException.OutcomeUnknown) {
                return "the connection broke while a change was being stored";
            }
            if (cause instanceof R2dbcException || cause instanceof IOException || cause instanceof TimeoutException) {
                return ConnectionFailures.reason(cause);
            }
        }
        return null;
    }

    /** Waits for the value; fails with the failure of the work, or after the duration. */
    public static <T> T forValue(Mono<T> work, Duration atMost) {
        T value = work.block(atMost);
        if (value == null) {
            throw new IllegalStateException("The work completed without a value.");
        }
        return value;
    }
}
