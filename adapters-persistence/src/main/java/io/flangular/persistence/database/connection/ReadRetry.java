package io.flangular.persistence.database.connection;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Repeats a read once when its connection turns out to be dead. In a transaction that does not help, since its
 * connection is the same; then {@code TransactionalUnitOfWork} repeats the transaction.
 */
public final class ReadRetry {
    private ReadRetry() {}

    /** The same read with a retry. */
    public static <T> Mono<T> once(Mono<T> read) {
        return read.retryWhen(retry(ConnectionFailures::isRetryable));
    }

    /** The same read with a retry, unless a row was emitted. */
    public static <T> Flux<T> once(Flux<T> read) {
        return Flux.defer(() -> {
            AtomicBoolean begun = new AtomicBoolean();
            return read.doOnNext(row -> begun.setPlain(true))
                    .retryWhen(retry(failure -> !begun.get() && ConnectionFailures.isRetryable(failure)));
        });
    }

    private static Retry retry(Predicate<Throwable> condition) {
        return Retry.max(1).filter(condition).onRetryExhaustedThrow((specification, last) -> last.failure());
    }
}
