package io.flangular.web.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.PasswordHasher;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP's recommendation), on as many threads as there are processors:
 * more would gain no time and cost memory. What has not begun after two seconds fails as busy.
 */
public final class Argon2PasswordHasher implements PasswordHasher, AutoCloseable {
    /** A hash that no password is known for, with the same parameters: verifying it takes the usual time. */
    private static final String DECOY =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXRoaW5nIHNhbHR5IQ" + "$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private static final int WAITING = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final PasswordEncoder encoder;
    private final ThreadPoolExecutor threads;
    private final Duration longestWait;

    /** With as many threads as there are processors. */
    public Argon2PasswordHasher() {
        this(
                new Argon2PasswordEncoder(16, 32, 1, 19456, 2),
                Runtime.getRuntime().availableProcessors(),
                LONGEST_WAIT);
    }

    Argon2PasswordHasher(PasswordEncoder encoder, int size, Duration longestWait) {
        this.encoder = encoder;
        this.longestWait = longestWait;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
            Thread thread = new Thread(work, "password-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Mono<PasswordHash> hash(Password password) {
        return run(() -> new PasswordHash(encoded(password.value())));
    }

    @Override
    public Mono<Boolean> matches(String typed, @Nullable PasswordHash hash) {
        return run(() -> encoder.matches(typed, hash == null ? DECOY : hash.value()) && hash != null);
    }

    private String encoded(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The encoder gave nothing.");
        }
        return hash;
    }

    private <T> Mono<T> run(Supplier<T> work) {
        return Mono.<T>create(sink -> start(work, sink)).publishOn(Schedulers.parallel());
    }

    private <T> void start(Supplier<T> work, MonoSink<T> sink) {
        // Whoever sets it decides: a thread that begins the work, the end of the wait, or a caller who gave up.
        AtomicBoolean decided = new AtomicBoolean();
        Disposable waiting = Schedulers.parallel()
                .schedule(
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
        } catch (RuntimeException failure) {
            sink.error(failure);
        }
    }

    private static DomainException.Busy busy() {
        return new DomainException.Busy("Too many people are logging in. Try again.", Duration.ofSeconds(2));
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
