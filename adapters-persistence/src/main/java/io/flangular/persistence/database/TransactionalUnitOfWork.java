package io.flangular.persistence.database;

import io.flangular.domain.UnitOfWork;
import java.time.Duration;
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

    /** Runs work in transactions that the operator begins and ends. */
    public TransactionalUnitOfWork(TransactionalOperator transaction) {
        this.transaction = transaction;
    }

    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(outside -> {
            Mono<T> once = work.as(transaction::transactional);
            // Within another unit of work it is that one which has to be done again as a whole.
            return outside.hasKey(TransactionalUnitOfWork.class)
                    ? once
                    : once.contextWrite(inside -> inside.put(TransactionalUnitOfWork.class, true))
                            .retryWhen(AGAIN)
                            .onErrorMap(Contention::told);
        });
    }
}
