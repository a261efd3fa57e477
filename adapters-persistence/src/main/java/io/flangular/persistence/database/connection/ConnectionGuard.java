package io.flangular.persistence.database.connection;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Guards one connection, its statements and their results. */
final class ConnectionGuard implements InvocationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final List<Class<?>> PARTS = List.of(Statement.class, Batch.class, Result.class);
    private static final Duration TRUSTED_WITHOUT_ANSWER = Duration.ofSeconds(1);
    private static final Duration VALIDATION_LIMIT = Duration.ofMillis(500);
    private static final Duration BEGIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    /** How long nothing is received before the monitor is asked for the state of the backend. */
    private static final Duration SILENCE = Duration.ofMillis(400);

    private final Connection connection;
    private final int backend;
    private final GuardedConnectionFactory factory;
    private final Connection proxy;
    /** Results whose rows are being read. */
    private final AtomicInteger results = new AtomicInteger();

    private volatile long lastAnswer = System.nanoTime();
    /** When something was last received or requested. */
    private volatile long lastProgress = System.nanoTime();

    private volatile boolean lost;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Guards a connection to a server process. */
    ConnectionGuard(Connection connection, int backend, GuardedConnectionFactory factory) {
        this.connection = connection;
        this.backend = backend;
        this.factory = factory;
        this.proxy = (Connection) DriverProxy.create(Connection.class, this);
    }

    static ConnectionGuard of(Connection proxy) {
        return (ConnectionGuard) Proxy.getInvocationHandler(proxy);
    }

    Connection connection() {
        return proxy;
    }

    boolean isUnusable() {
        return lost || factory.isDistrusted(lastAnswer);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "validate" -> validate();
            // A connection that is lost has been closed, as far as that is possible.
            case "close" -> lost ? Mono.empty() : close();
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "beginTransaction" ->
                guarded(DriverProxy.call(connection, method, arguments), BEGIN_LIMIT, Kind.STATEMENT);
            case "commitTransaction" -> guard(connection.commitTransaction(), COMMIT_LIMIT, Kind.COMMIT);
            // A rollback, or settings that are restored: the server has done so, or will when it notices.
            default ->
                lost && Publisher.class.isAssignableFrom(method.getReturnType())
                        ? Mono.empty()
                        : guarded(
                                DriverProxy.call(connection, method, arguments),
                                factory.statementLimit(),
                                Kind.STATEMENT);
        };
    }

    private Mono<Boolean> validate() {
        return Mono.defer(() -> {
            if (isUnusable()) {
                return Mono.just(false);
            }
            long start = System.nanoTime();
            ValidationDepth depth = start - lastAnswer < TRUSTED_WITHOUT_ANSWER.toNanos()
                    ? ValidationDepth.LOCAL
                    : ValidationDepth.REMOTE;
            return Mono.from(connection.validate(depth))
                    .timeout(VALIDATION_LIMIT)
                    .onErrorReturn(false)
                    .defaultIfEmpty(false)
                    .doOnNext(valid -> {
                        if (!valid) {
                            // Other idle connections probably have the same fate.
                            factory.distrustBefore(start);
                            lose();
                        } else if (depth == ValidationDepth.REMOTE) {
                            lastAnswer = System.nanoTime();
                        }
                    });
        });
    }

    private Mono<Void> close() {
        return Mono.from(connection.close()).timeout(CLOSE_LIMIT).onErrorComplete();
    }

    private void lose() {
        lost = true;
        closeIfLost();
    }

    private void closeIfLost() {
        if (lost && closing.compareAndSet(false, true)) {
            close().subscribe();
        }
    }

    /** The server waits for its client, and the client for the server. */
    private static final class DeadConnectionException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private enum Kind {
        STATEMENT,
        ROWS,
        COMMIT
    }

    private Flux<?> guard(Publisher<?> work, Duration general, Kind kind) {
        return Flux.deferContextual(context -> {
            if (lost) {
                return Flux.error(new ConnectionLostException(ConnectionFailures.unavailable(), false));
            }
            if (kind == Kind.ROWS) {
                results.incrementAndGet();
            }
            long start = System.nanoTime();
            ResponseDeadline wait = new ResponseDeadline(StatementLimit.of(context, general));
            return Flux.from(work)
                    .doOnRequest(rows -> {
                        lastProgress = System.nanoTime();
                        wait.requested(rows);
                    })
                    .doOnNext(received -> {
                        lastProgress = System.nanoTime();
                        wait.received();
                    })
                    .takeUntilOther(watch(wait, kind))
                    .map(this::part)
                    .doOnComplete(() -> answered(start))
                    .onErrorMap(failure -> translate(failure, kind))
                    .doFinally(end -> {
                        lastProgress = System.nanoTime();
                        if (kind == Kind.ROWS) {
                            results.decrementAndGet();
                        }
                        // After the failure was reported, since closing fails all other work in progress.
                        closeIfLost();
                    });
        });
    }

    private void answered(long start) {
        lastAnswer = System.nanoTime();
        factory.answered(start);
    }

    /** Fails when no response can be expected; otherwise never ends. */
    private Mono<Void> watch(ResponseDeadline wait, Kind kind) {
        AtomicLong suspicion = new AtomicLong(lastProgress - 1);
        return Mono.defer(() -> Mono.delay(untilNextCheck(suspicion)).then(check(wait, kind, suspicion)))
                .repeat()
                .then();
    }

    private Duration untilNextCheck(AtomicLong suspicion) {
        long progress = lastProgress;
        Duration left = SILENCE.minusNanos(System.nanoTime() - progress);
        return suspicion.get() == progress || left.isNegative() ? SILENCE : left;
    }

    private Mono<Void> check(ResponseDeadline wait, Kind kind, AtomicLong suspicion) {
        return Mono.defer(() -> {
            long now = System.nanoTime();
            if (wait.isOverdue(now)) {
                return Mono.error(new TimeoutException("There was no answer in time"));
            }
            long progress = lastProgress;
            // The response to a statement comes after the rows that are being read, at the pace of their subscriber.
            boolean pending = wait.isPending() && (kind == Kind.ROWS || results.get() == 0);
            if (!pending || now - progress < SILENCE.toNanos()) {
                return Mono.empty();
            }
            return factory.monitor()
                    .isBusy(backend)
                    .onErrorResume(unreachable -> {
                        if (factory.hasAnsweredSince(now)) {
                            return Mono.empty();
                        }
                        factory.distrustBefore(now);
                        return Mono.error(unreachable);
                    })
                    .filter(busy -> !busy && progress == lastProgress)
                    // Twice, since a response may be in transit the first time.
                    .filter(idle -> suspicion.getAndSet(progress) == progress)
                    .flatMap(idle ->
                            factory.monitor().terminate(backend).then(Mono.error(new DeadConnectionException())));
        });
    }

    private Throwable translate(Throwable failure, Kind kind) {
        if (ConnectionFailures.translate(failure) != null || !ConnectionFailures.isLost(failure)) {
            return failure;
        }
        lost = true;
        if (failure instanceof DeadConnectionException) {
            LOG.info("A connection to the database was dead and is replaced");
        } else {
            factory.outage().failed(failure, true);
        }
        if (kind == Kind.COMMIT) {
            // After any other exception Spring rolls back, and would report the failure of that instead.
            return new TransactionSystemException("The commit was not answered", ConnectionFailures.outcomeUnknown());
        }
        return new ConnectionLostException(ConnectionFailures.unavailable(), failure instanceof TimeoutException);
    }

    private @Nullable Object guarded(@Nullable Object value, Duration limit, Kind kind) {
        if (value instanceof Publisher<?> work) {
            return guard(work, limit, kind);
        }
        return value == null ? null : part(value);
    }

    private Object part(Object value) {
        for (Class<?> part : PARTS) {
            if (part.isInstance(value)) {
                Kind kind = value instanceof Result ? Kind.ROWS : Kind.STATEMENT;
                return DriverProxy.create(part, (self, method, arguments) -> {
                    Object result = DriverProxy.call(value, method, arguments);
                    // A statement returns itself from bind and add; the caller must go on with the proxy.
                    return result == value ? self : guarded(result, factory.statementLimit(), kind);
                });
            }
        }
        return value;
    }
}
