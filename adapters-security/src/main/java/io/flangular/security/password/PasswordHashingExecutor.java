package io.flangular.security.password;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A bounded thread pool for hashing passwords, which limits its use of processors and memory. Work that has not begun
 * after two seconds fails as busy.
 */
public final class PasswordHashingExecutor implements AutoCloseable {
    private static final int WAITING = 1000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;
    private final Duration longestWait;
    private final Scheduler timeouts;

    /** That many threads; more than there are processors would gain no time and cost memory. */
    public PasswordHashingExecutor(int size) {
        this(size, MAX_WAIT, Schedulers.parallel());
    }

    PasswordHashingExecutor(int size, Duration longestWait, Scheduler timeouts) {
        this.longestWait = longestWait;
        this.timeouts = timeouts;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
            Thread thread = new Thread(work, "password-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** How many there are. */
    int size() {
        return threads.getMaximumPoolSize();
    }

    /** What that work gives, done on one of the threads. */
    <T> Mono<T> run(Supplier<T> work) {
        return Mono.<T>create(sink -> start(work, sink)).publishOn(Schedulers.parallel());
    }

    private <T> void start(Supplier<T> work, MonoSink<T> sink) {
        // Whoever sets it decides: a thread that begins the work, the end of the wait, or a caller who gave up.
        AtomicBoolean decided = new AtomicBoolean();
        Disposable waiting = timeouts.schedule(
                () -> {
                    if (decided.compareAndSet(false, true)) {
                        sink.error(busy());
                    }
                },
                longestWait.toMillis(),
                TimeUnit.MILLISECONDS);
        sink.onDispose(() -> {
            waiting.dispose();
            decided.set(true);
        });
        try {
            threads.execute(() -> {
                if (decided.compareAndSet(false, true)) {
                    finish(work, sink);
                }
            });
        } catch (RejectedExecutionException full) {
            sink.error(busy());
        }
    }

    private static <T> void finish(Supplier<T> work, MonoSink<T> sink) {
        try {
            sink.success(work.get());
        } catch (RuntimeException | Error failure) {
            // Any error, including OutOfMemoryError: otherwise the subscriber would wait forever.
            sink.error(failure);
        }
    }

    private static DomainException.Busy busy() {
        return new DomainException.Busy("Too many people are logging in. Try again.", Duration.ofSeconds(2));
    }

    /** Shuts down the threads. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
