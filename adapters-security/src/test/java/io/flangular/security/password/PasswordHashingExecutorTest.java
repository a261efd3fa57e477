package io.flangular.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** With a clock that only the test moves: however slow the machine is, nobody has waited too long before that. */
class PasswordHashingExecutorTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void workThatWaitsTooLongIsBusyAndNeverStarts() throws InterruptedException {
        try (PasswordHashingExecutor one = new PasswordHashingExecutor(1, MAX_WAIT, clock)) {
            CompletableFuture<String> first = slow(one, "first").toFuture();
            assertThat(begun.take()).isEqualTo("first");
            Mono<String> second = slow(one, "second").cache();
            second.subscribe(told -> {}, failure -> {});

            clock.advanceTimeBy(MAX_WAIT);
            assertThatExceptionOfType(DomainException.Busy.class).isThrownBy(second::block);
            release.countDown();
            assertThat(first.join()).isEqualTo("first");
            assertThat(slow(one, "third").block()).isEqualTo("third");
            assertThat(begun).containsExactly("third");
        }
    }

    @Test
    void noMoreTasksRunConcurrentlyThanThereAreThreads() throws InterruptedException {
        try (PasswordHashingExecutor two = new PasswordHashingExecutor(2, MAX_WAIT, clock)) {
            List<CompletableFuture<String>> all = Stream.of("a", "b", "c")
                    .map(name -> slow(two, name).toFuture())
                    .toList();
            assertThat(List.of(begun.take(), begun.take())).containsExactlyInAnyOrder("a", "b");
            assertThat(begun.poll(50, TimeUnit.MILLISECONDS)).isNull();
            release.countDown();
            assertThat(all.stream().map(CompletableFuture::join)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void everyFailureReachesTheSubscriber() {
        try (PasswordHashingExecutor one = new PasswordHashingExecutor(1, MAX_WAIT, clock)) {
            CompletableFuture<String> failed = one.<String>run(() -> {
                        throw new OutOfMemoryError("no room for Argon2");
                    })
                    .toFuture();

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(failed::join)
                    .withMessageContaining("no room for Argon2");
            assertThat(one.run(() -> "next").block()).isEqualTo("next");
        }
    }

    /** Work that says when it begins and lasts until it is released. */
    private Mono<String> slow(PasswordHashingExecutor threads, String name) {
        return threads.run(() -> {
            begun.add(name);
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return name;
        });
    }
}
