package io.flangular.persistence.database;

import io.flangular.domain.UnitOfWork;
import io.flangular.persistence.database.connection.ConnectionFailures;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.retry.Retry;

/**
 * A unit of work as one transaction of the database. One that others got in the way of is done again, a few times, then
 * refused as {@link io.flangular.domain.DomainException.Busy}. One whose connection was lost before its commit is done
 * again once.
 *
 * <p>A subscriber that cancels does not cancel the transaction. Cancellation would roll it back while a statement is
 * still being executed; when that statement's result arrives, the next one of the pipeline can still be sent, on a
 * connection that is in auto-commit mode by then. So every statement runs to its end, and only then does the
 * transaction end: a unit of work that has not begun when its subscriber cancels, or that is about to begin one within
 * it, fails and is rolled back as a whole; any other is committed.
 */
public final class TransactionalUnitOfWork implements UnitOfWork {
    private static final Retry AGAIN = Retry.backoff(6, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(300))
            .filter(Contention::isTransient)
            .onRetryExhaustedThrow((specification, last) -> last.failure());

    /** Nothing of the transaction is left when its connection is lost before COMMIT was sent. */
    private static final Retry ON_ANOTHER_CONNECTION = Retry.max(1)
            .filter(ConnectionFailures::isRetryable)
            .onRetryExhaustedThrow((specification, last) -> last.failure());

    private final TransactionalOperator transaction;
    private final @Nullable SingleWriter singleWriter;

    /**
     * Runs work in transactions that the operator begins and ends; to be made once for the tables that the work
     * touches.
     */
    public TransactionalUnitOfWork(TransactionalOperator transaction, Dialect dialect) {
        this.transaction = transaction;
        this.singleWriter = dialect.allowsOneWriter() ? new SingleWriter() : null;
    }

    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(context -> {
            if (context.hasKey(Cancellation.class)) {
                // It is the unit of work around it that would have to be done again as a whole.
                return transaction.transactional(
                        context.<Cancellation>get(Cancellation.class).unlessRequested(work));
            }
            Cancellation cancellation = new Cancellation();
            Mono<T> unlessCancelled = cancellation.unlessRequested(work);
            Mono<T> once = singleWriter == null
                    ? transaction.transactional(unlessCancelled)
                    : singleWriter.run(transaction, unlessCancelled);
            return once.retryWhen(ON_ANOTHER_CONNECTION)
                    .retryWhen(AGAIN)
                    .onErrorMap(Contention::translate)
                    .contextWrite(inside -> inside.putAll(context).put(Cancellation.class, cancellation))
                    // Its subscription to the source is never cancelled.
                    .cache()
                    // Afterwards, so that nobody is left to whom the failure would be reported.
                    .doFinally(end -> cancellation.requestIf(end == SignalType.CANCEL));
        });
    }

    /** Whether the subscriber of the outermost unit of work has cancelled. */
    private static final class Cancellation {
        private final AtomicBoolean requested = new AtomicBoolean();

        void requestIf(boolean cancelled) {
            if (cancelled) {
                requested.set(true);
            }
        }

        <T> Mono<T> unlessRequested(Mono<T> work) {
            return Mono.defer(() -> requested.get() ? Mono.error(new CancellationException()) : work);
        }
    }
}
