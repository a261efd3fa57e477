package io.flangular.security.password;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A bounded thread pool for hashing passwords, which limits its use of processors and memory. Work that has not begun
 * after two seconds fails as busy.
 */
public final class PasswordHashingExecutor implements AutoCloseable {
    private static final int MAX_QUEUED = 1000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;
    private final Duration maxWait;
    private final Scheduler timeouts;

    /** More threads than processors would not be faster, and would need more memory. */
    public PasswordHashingExecutor(int size) {
        this(size, MAX_WAIT, Schedulers.parallel());
    }

    PasswordHashingExecutor(int size, Duration maxWait, Scheduler timeouts) {
        this.maxWait = maxWait;
        this.timeouts = timeouts;
        CustomizableThreadFactory factory = new CustomizableThreadFactory("password-");
        factory.setDaemon(true);
        threads =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_QUEUED), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    int size() {
        return threads.getMaximumPoolSize();
    }

    /** Runs the work on a thread of the pool, unless it is cancelled before it begins. */
    <T> Mono<T> run(Supplier<T> work) {
        return Mono.defer(() -> {
                    AtomicBoolean decided = new AtomicBoolean();
                    // A future, since Reactor would not deliver an OutOfMemoryError to the subscriber.
                    CompletableFuture<T> result = CompletableFuture.supplyAsync(
                            () -> {
                                if (!decided.compareAndSet(false, true)) {
                                    // As the timeout says, which may be about to.
                                    throw busy();
                                }
                                return work.get();
                            },
                            threads);
                    Disposable timeout = timeouts.schedule(
                            () -> {
                                if (decided.compareAndSet(false, true)) {
                                    result.completeExceptionally(busy());
                                }
                            },
                            maxWait.toMillis(),
                            TimeUnit.MILLISECONDS);
                    return Mono.fromFuture(result).doFinally(end -> timeout.dispose());
                })
                .onErrorMap(RejectedExecutionException.class, full -> busy())
                .publishOn(Schedulers.parallel());
    }

    private static DomainException.Busy busy() {
        return new DomainException.Busy("Too many people are logging in. Try again.", Duration.ofSeconds(2));
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
