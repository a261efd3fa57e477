package io.flangular.bootstrap.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class StartupWaitTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final DomainException BUSY =
            new DomainException.Busy("The server is busy. Try again.", Duration.ofSeconds(1));

    @Test
    void anUnavailableDatabaseIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        Mono<Integer> work = Mono.defer(() -> {
            int attempt = attempts.incrementAndGet();
            return attempt < 3 ? Mono.error(new IllegalStateException(BUSY)) : Mono.just(attempt);
        });

        assertThat(StartupWait.forDatabase(work, "PostgreSQL db/inventory", LONG))
                .isEqualTo(3);
    }

    @Test
    void aDatabaseThatDoesNotRespondIsNamedInTheMessage() {
        for (Mono<Integer> work : List.of(Mono.<Integer>never(), Mono.<Integer>error(BUSY))) {
            assertThatThrownBy(() -> StartupWait.forDatabase(work, "PostgreSQL db/inventory", Duration.ofMillis(300)))
                    .isInstanceOf(StartupFailure.class)
                    .hasMessage("The database cannot be used (PostgreSQL db/inventory): it does not answer");
        }
    }

    @Test
    void aCommitOfUnknownOutcomeIsNotRepeated() {
        AtomicInteger attempts = new AtomicInteger();
        Mono<Integer> work = Mono.defer(() -> {
            attempts.incrementAndGet();
            return Mono.error(new DomainException.OutcomeUnknown("Nobody knows."));
        });

        assertThatThrownBy(() -> StartupWait.forDatabase(work, "PostgreSQL db/inventory", LONG))
                .isInstanceOf(StartupFailure.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anyOtherFailureIsNotTranslated() {
        IllegalStateException failure = new IllegalStateException("no");

        assertThatThrownBy(() -> StartupWait.forDatabase(Mono.error(failure), "PostgreSQL db/inventory", LONG))
                .isSameAs(failure);
    }
}
