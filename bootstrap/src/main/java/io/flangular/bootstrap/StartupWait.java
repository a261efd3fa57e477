package io.flangular.bootstrap;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Waits for work that must be done before the application listens. The start is the one place that may wait: it has a
 * thread of its own, and nobody is served yet.
 */
public final class StartupWait {
    private StartupWait() {}

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
