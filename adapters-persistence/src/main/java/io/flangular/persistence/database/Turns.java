package io.flangular.persistence.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * Lets one transaction run at a time, the others in their turn. H2 needs that: seen in 2.4.240, when a transaction that
 * has locked or changed a row is rolled back while others wait for the row, a change that was committed in between may be
 * lost, in about one of ten runs of 320 changes. Who waits for a turn holds no connection.
 */
final class Turns {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** The one turn; it remembers whether its transaction has begun. */
    private final InstrumentedPool<AtomicBoolean> turns = PoolBuilder.from(Mono.fromSupplier(AtomicBoolean::new))
            .sizeBetween(0, 1)
            .buildPool();

    /** The work in a transaction, when it is its turn. */
    <T> Mono<T> run(TransactionalOperator transaction, Mono<T> work) {
        return Mono.usingWhen(
                turns.acquire(LONGEST_WAIT),
                turn -> {
                    turn.poolable().set(false);
                    return transaction.transactional(begun(turn).then(work));
                },
                PooledRef::release,
                (turn, failure) -> turn.release(),
                // A cancelled transaction is rolled back while nobody waits for it; its turn lasts until that is done.
                turn -> turn.poolable().get() ? Mono.empty() : turn.release());
    }

    private static Mono<Void> begun(PooledRef<AtomicBoolean> turn) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(current -> {
                    current.registerSynchronization(new EndOfTurn(turn));
                    turn.poolable().set(true);
                })
                .then();
    }

    private record EndOfTurn(PooledRef<AtomicBoolean> turn) implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCompletion(int status) {
            return turn.release();
        }
    }
}
