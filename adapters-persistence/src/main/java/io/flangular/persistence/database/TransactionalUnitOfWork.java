package io.flangular.persistence.database;

import io.flangular.domain.UnitOfWork;
import io.flangular.persistence.database.connection.ConnectionFailures;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.retry.Retry;

/**
 * A unit of work as one transaction of the database. After a deadlock or a conflict it is repeated a few times, then
 * refused as {@link io.flangular.domain.DomainException.Busy}. When its connection was lost before the commit, it is
 * repeated once.
 *
 * <p>A subscriber that cancels does not cancel the transaction. Cancellation would roll it back while a statement is
 * still being executed; when that statement's result arrives, the next one of the pipeline can still be sent, on a
 * connection that is in auto-commit mode by then. So every statement runs to its end, and only then does the
 * transaction end: a unit of work that has not begun when its subscriber cancels, or that is about to begin one within
 * it, fails and is rolled back as a whole; any other is committed.
 */
public final class TransactionalUnitOfWork implements UnitOfWork {
    private static final Retry ON_CONFLICT = Retry.backoff(6, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(300))
            .filter(Contention::isTransient)
            .onRetryExhaustedThrow((specification, last) -> last.failure());

    /** Nothing of the transaction is left when its connection is lost before COMMIT was sent. */
    private static final Retry ON_ANOTHER_CONNECTION = Retry.max(1)
            .filter(ConnectionFailures::isRetryable)
            .onRetryExhaustedThrow((specification, last) -> last.failure());

    private final TransactionalOperator transaction;
    private final Transactions transactions;

    /** Runs work in transactions. */
    @FunctionalInterface
    public interface Transactions {
        /** Does the work in a transaction of its own. */
        <T> Mono<T> run(Mono<T> work);
    }

    /**
     * Creates a unit of work.
     *
     * @param transaction runs units of work within another one
     * @param transactions runs the others
     */
    public TransactionalUnitOfWork(TransactionalOperator transaction, Transactions transactions) {
        this.transaction = transaction;
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(context -> {
            if (context.hasKey(Cancellation.class)) {
                // A retry must repeat the outermost unit of work as a whole.
                return transaction.transactional(
                        context.<Cancellation>get(Cancellation.class).unlessRequested(work));
            }
            Cancellation cancellation = new Cancellation();
            return transactions
                    .run(cancellation.unlessRequested(work))
                    .retryWhen(ON_ANOTHER_CONNECTION)
                    .retryWhen(ON_CONFLICT)
                    .onErrorMap(Contention::translate)
                    .contextWrite(inside -> inside.putAll(context).put(Cancellation.class, cancellation))
                    // It never cancels its subscription to the source.
                    .cache()
                    // Last, so that the failure has no subscriber any more.
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
