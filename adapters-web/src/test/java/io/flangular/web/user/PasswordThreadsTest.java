package io.flangular.web.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PasswordThreadsTest {
    @Test
    void whatHasToWaitTooLongFailsAsBusyAndIsNeverBegun() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        try (PasswordThreads one = new PasswordThreads(1, Duration.ofMillis(100))) {
            var first = one.run(() -> slow("first", begun, release)).toFuture();
            while (begun.isEmpty()) {
                Thread.sleep(1);
            }
            StepVerifier.create(one.run(() -> slow("second", begun, release)))
                    .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(DomainException.Busy.class))
                    .verify(Duration.ofSeconds(5));
            release.countDown();
            assertThat(first.join()).isEqualTo("first");
            assertThat(one.run(() -> slow("third", begun, release)).block()).isEqualTo("third");
            assertThat(begun).containsExactly("first", "third");
        }
    }

    @Test
    void noMoreRunAtOnceThanThereAreThreads() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        try (PasswordThreads two = new PasswordThreads(2, Duration.ofSeconds(30))) {
            var all = List.of("a", "b", "c").stream()
                    .map(name -> two.run(() -> slow(name, begun, release)).toFuture())
                    .toList();
            while (begun.size() < 2) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            assertThat(begun).containsExactlyInAnyOrder("a", "b");
            release.countDown();
            assertThat(all.stream().map(future -> future.join())).containsExactly("a", "b", "c");
        }
    }

    @Test
    void whoWaitsIsToldWhateverGoesWrong() {
        try (PasswordThreads one = new PasswordThreads(1)) {
            StepVerifier.create(one.run(() -> {
                        throw new OutOfMemoryError("no room for Argon2");
                    }))
                    .expectErrorMessage("no room for Argon2")
                    .verify(Duration.ofSeconds(10));
            assertThat(one.run(() -> "next").block(Duration.ofSeconds(10))).isEqualTo("next");
        }
    }

    private static String slow(String name, List<String> begun, CountDownLatch release) {
        begun.add(name);
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return name;
    }
}
