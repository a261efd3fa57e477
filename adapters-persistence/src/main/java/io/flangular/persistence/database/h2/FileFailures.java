package io.flangular.persistence.database.h2;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.flangular.persistence.database.connection.OutageLog;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.time.Duration;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.publisher.Flux;

/**
 * Failures to read or write H2's file, such as on a full disk. H2 closes the database then; the next connection opens
 * it again, with what had been committed.
 */
public final class FileFailures {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final OutageLog outage;

    /** Reports them as an outage, which ends with the next commit. */
    public FileFailures(OutageLog outage) {
        this.outage = outage;
    }

    /** The same work of a connection's method of that name, whose failure says what has become of the transaction. */
    public Flux<?> translate(String method, Flux<?> work) {
        return switch (method) {
            case "commitTransaction" ->
                committed(work).onErrorMap(FileFailures::isOne, failure -> {
                    outage.failed(failure, true);
                    // Spring rolls back after any exception but this kind, and would answer with that failure instead.
                    return new TransactionSystemException("The commit failed", ConnectionFailures.outcomeUnknown());
                });
            // A database that is closed has rolled back.
            case "rollbackTransaction" ->
                work.onErrorComplete(failure -> isOne(failure) || ConnectionFailures.answer(failure) != null);
            default ->
                work.onErrorMap(FileFailures::isOne, failure -> {
                    outage.failed(failure, true);
                    DomainException.Unavailable answer = new DomainException.Unavailable(
                            isOutOfSpace(failure)
                                    ? "The database file cannot be written: its file system may be full. Nothing was"
                                            + " changed. Try again when there is space."
                                    : "The database file cannot be read or written. Nothing was changed. Try again.",
                            RETRY_AFTER);
                    return new R2dbcNonTransientResourceException(answer.getMessage(), answer);
                });
        };
    }

    private <T> Flux<T> committed(Flux<T> work) {
        return Flux.defer(() -> {
            long start = System.nanoTime();
            return work.doOnComplete(() -> outage.answered(Duration.ofNanos(System.nanoTime() - start)));
        });
    }

    /** By the words of the operating system, for which Java has no exception of its own. */
    private static boolean isOutOfSpace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IOException
                    && message != null
                    && (message.contains("No space left")
                            || message.contains("quota exceeded")
                            || message.contains("not enough space"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
