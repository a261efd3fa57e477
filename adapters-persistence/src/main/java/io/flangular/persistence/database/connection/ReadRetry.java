package io.flangular.persistence.database.connection;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Reads once more, on another connection, when the one that was used turns out to be dead. In a transaction that does
 * not help, since its connection is the same; the transaction as a whole is repeated then.
 */
public final class ReadRetry {
    private ReadRetry() {}

    /** The same read. */
    public static <T> Mono<T> once(Mono<T> read) {
        return read.retryWhen(retry(ConnectionFailures::isRetryable));
    }

    /** The same read, which is not repeated after the first row. */
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
