package io.flangular.bootstrap.startup;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Waits for work that must be done before the application listens. The start is the one place that may wait: it has a
 * thread of its own, and nobody is served yet.
 */
public final class StartupWait {
    /** How long the start waits for a database that does not answer. */
    private static final Duration DATABASE_LIMIT = Duration.ofSeconds(7);

    private static final Duration RETRY_AFTER = Duration.ofMillis(250);

    private StartupWait() {}

    /**
     * The one value of work on a database. What fails because of the database is repeated for seven seconds; then a
     * sentence names the database and the reason.
     */
    public static <T> T forDatabase(Mono<T> work, String database, Duration atMost) {
        long start = System.nanoTime();
        Retry whileUnavailable = Retry.fixedDelay(Long.MAX_VALUE, RETRY_AFTER)
                .filter(failure -> reason(failure) != null
                        && !(failure instanceof DomainException.OutcomeUnknown)
                        && System.nanoTime() - start < DATABASE_LIMIT.toNanos());
        try {
            return forValue(work.retryWhen(whileUnavailable), atMost);
        } catch (RuntimeException failure) {
            String reason = reason(failure);
            if (reason == null) {
                throw failure;
            }
            throw new StartupFailure("The database cannot be used (" + database + "): " + reason, failure);
        }
    }

    /** Why the database could not do it; null if the failure has nothing to do with that. */
    private static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException.Busy || cause instanceof DomainException.Unavailable) {
                return "it does not answer in time";
            }
            if (cause instanceof DomainException.OutcomeUnknown) {
                return "the connection broke while a change was being stored";
            }
            if (cause instanceof R2dbcException || cause instanceof IOException || cause instanceof TimeoutException) {
                return ConnectionFailures.reason(cause);
            }
        }
        return null;
    }

    /** The one value of the work; fails with its failure, or when it takes longer. */
    public static <T> T forValue(Publisher<T> work, Duration atMost) {
        CompletableFuture<T> result = new CompletableFuture<>();
        work.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(T value) {
                result.complete(value);
            }

            @Override
            public void onError(Throwable failure) {
                result.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                result.completeExceptionally(new IllegalStateException("The work gave nothing."));
            }
        });
        try {
            return result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw unchecked(failure.getCause());
        } catch (TimeoutException failure) {
            throw unchecked(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw unchecked(failure);
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
