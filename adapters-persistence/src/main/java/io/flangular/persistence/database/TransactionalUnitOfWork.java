package io.flangular.persistence.database;

import io.flangular.domain.UnitOfWork;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A unit of work as one transaction of the database. One that others got in the way of is done again, a few times, then
 * refused as {@link io.flangular.domain.DomainException.Busy}.
 */
public final class TransactionalUnitOfWork implements UnitOfWork {
    private static final Retry AGAIN = Retry.backoff(6, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(300))
            .filter(Contention::isMomentary)
            .onRetryExhaustedThrow((specification, last) -> last.failure());

    private final TransactionalOperator transaction;
    private final @Nullable Turns turns;

    /** Runs work in transactions that the operator begins and ends; to be made once for a database. */
    public TransactionalUnitOfWork(TransactionalOperator transaction, Dialect dialect) {
        this.transaction = transaction;
        this.turns = dialect == Dialect.H2 ? new Turns() : null;
    }

    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(outside -> {
            if (outside.hasKey(TransactionalUnitOfWork.class)) {
                // It is the unit of work around it that would have to be done again as a whole.
                return transaction.transactional(work);
            }
            Mono<T> once = turns == null ? transaction.transactional(work) : turns.run(transaction, work);
            return once.contextWrite(inside -> inside.put(TransactionalUnitOfWork.class, true))
                    .retryWhen(AGAIN)
                    .onErrorMap(Contention::told);
        });
    }
}
