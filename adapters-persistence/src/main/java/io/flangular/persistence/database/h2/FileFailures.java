package io.flangular.persistence.database.h2;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.Causes;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.flangular.persistence.database.connection.OutageLog;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.publisher.Flux;

/**
 * Translates failures to read or write H2's file, such as on a full disk. H2 closes the database then; the next
 * connection opens it again, with all committed changes.
 */
final class FileFailures {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.OBJECT_CLOSED);

    private static final Pattern OUT_OF_SPACE = Pattern.compile("No space left|quota exceeded|not enough space");

    private final OutageLog outage;
    private final DiskSpace space;
    /** The exception for the failure that has begun the outage. */
    private final AtomicReference<DomainException.Unavailable> answer =
            new AtomicReference<>(answerTo(new IOException()));

    /** Reports failures as an outage, which ends with the next commit while there is enough space. */
    FileFailures(OutageLog outage, DiskSpace space) {
        this.outage = outage;
        this.space = space;
    }

    /** Whether there is too little space for changes. */
    boolean isSpaceLow() {
        return space.isLow();
    }

    /** Reports and returns the failure of a change for which there is no space. */
    Throwable outOfSpace() {
        return translated(new IOException("No space left on device: " + space));
    }

    /** Translates failures of the publisher that a method of a connection has returned. */
    Flux<?> translate(String method, Flux<?> work) {
        return switch (method) {
            case "commitTransaction" ->
                committed(work).onErrorMap(FileFailures::isFileFailure, failure -> {
                    outage.failed(failure, true);
                    answer.set(answerTo(failure));
                    // After any other exception Spring rolls back, and would report the failure of that instead.
                    return new TransactionSystemException("The commit failed", ConnectionFailures.outcomeUnknown());
                });
            // A database that is closed has rolled back.
            case "rollbackTransaction" ->
                work.onErrorComplete(
                        failure -> isFileFailure(failure) || ConnectionFailures.translate(failure) != null);
            default -> work.onErrorMap(this::translated);
        };
    }

    /**
     * Translates a failure of anything but a commit. Failures while the file is closed and opened again get the same
     * exception as the one that has closed it.
     */
    Throwable translated(Throwable failure) {
        boolean closed = isClosed(failure);
        if (!isFileFailure(failure) && !(closed && outage.isUnderWay())) {
            return failure;
        }
        outage.failed(failure, true);
        if (!closed || isOutOfSpace(failure)) {
            answer.set(answerTo(failure));
        }
        DomainException.Unavailable given = answer.get();
        return new R2dbcNonTransientResourceException(given.getMessage(), given);
    }

    private static DomainException.Unavailable answerTo(Throwable failure) {
        return new DomainException.Unavailable(
                isOutOfSpace(failure)
                        ? "The database file cannot be written: its file system may be full. Nothing was changed. Try"
                                + " again when there is space."
                        : "The database file cannot be read or written. Nothing was changed. Try again.",
                RETRY_AFTER);
    }

    private <T> Flux<T> committed(Flux<T> work) {
        return Flux.defer(() -> {
            long start = System.nanoTime();
            return work.doOnComplete(() -> {
                if (!space.isLow()) {
                    outage.answered(Duration.ofNanos(System.nanoTime() - start));
                }
            });
        });
    }

    /** By the message of the operating system, for which Java has no exception of its own. */
    private static boolean isOutOfSpace(Throwable failure) {
        return Causes.of(failure)
                .filter(IOException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message -> OUT_OF_SPACE.matcher(message).find());
    }

    private static boolean isFileFailure(Throwable failure) {
        return Causes.of(failure).anyMatch(IOException.class::isInstance);
    }

    /** Whether another connection's failure has closed the file, which may be locked until that is done. */
    private static boolean isClosed(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof OverlappingFileLockException
                        || cause instanceof MVStoreException store && store.getErrorCode() == DataUtils.ERROR_CLOSED
                        || cause instanceof R2dbcException database && CLOSED.contains(database.getErrorCode()));
    }
}
