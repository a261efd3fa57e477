package io.flangular.web.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class Argon2PasswordHasherTest {
    private static final String PASSWORD = "correct horse battery stäple";

    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

    @AfterEach
    void close() {
        hasher.close();
    }

    @Test
    void aHashTellsAlgorithmAndParameters() {
        PasswordHash hash = hasher.hash(new Password(PASSWORD)).block();

        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThanOrEqualTo(255);
        assertThat(hasher.hash(new Password(PASSWORD)).block()).isNotEqualTo(hash);
    }

    @Test
    void onlyTheWholePasswordMatches() {
        String longest = "😀".repeat(256);
        PasswordHash hash = hasher.hash(new Password(longest)).block();

        assertThat(hasher.matches(longest, hash).block()).isTrue();
        assertThat(hasher.matches("😀".repeat(255), hash).block()).isFalse();
        assertThat(hasher.matches(longest + "x", hash).block()).isFalse();
        PasswordHash other = hasher.hash(new Password(PASSWORD)).block();
        assertThat(hasher.matches(PASSWORD.toUpperCase(Locale.ROOT), other).block())
                .isFalse();
    }

    @Test
    void anAccountThatDoesNotExistTakesTheSameTime() {
        PasswordHash hash = hasher.hash(new Password(PASSWORD)).block();
        long known = median(hash);
        long unknown = median(null);

        assertThat(hasher.matches(PASSWORD, null).block()).isFalse();
        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    @Test
    void whatHasToWaitTooLongFailsAsBusyAndIsNeverBegun() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        PasswordEncoder slow = new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean matches(CharSequence typed, String hash) {
                begun.add(typed.toString());
                try {
                    release.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
        };
        try (Argon2PasswordHasher small = new Argon2PasswordHasher(slow, 1, Duration.ofMillis(100))) {
            PasswordHash hash = new PasswordHash("");
            var first = small.matches("first", hash).toFuture();
            while (begun.isEmpty()) {
                Thread.sleep(1);
            }
            StepVerifier.create(small.matches("second", hash))
                    .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(DomainException.Busy.class))
                    .verify(Duration.ofSeconds(5));
            release.countDown();
            assertThat(first.join()).isTrue();
            assertThat(small.matches("third", hash).block()).isTrue();
            assertThat(begun).containsExactly("first", "third");
        }
    }

    private long median(PasswordHash hash) {
        List<Long> times = Flux.range(0, 9)
                .concatMap(number -> hasher.matches(PASSWORD, hash).elapsed().map(timed -> timed.getT1()))
                .sort()
                .collectList()
                .block();
        return Math.max(1, times.get(4));
    }
}
