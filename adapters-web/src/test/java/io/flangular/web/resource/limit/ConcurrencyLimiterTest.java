package io.flangular.web.resource.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ConcurrencyLimiterTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger begun = new AtomicInteger();
    private final Sinks.Empty<Void> finish = Sinks.empty();

    @Test
    void whenAUserHasEnoughUnderWayThenOthersStillBegin() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(4, 2, 100, LONG);
        for (int i = 0; i < 14; i++) {
            limiter.limit(1, endless()).subscribe();
        }
        await().until(() -> begun.get() == 2);
        StepVerifier.create(limiter.limit(2, Mono.just("x"))).expectNext("x").verifyComplete();
        assertThat(begun).hasValue(2);
        finish.tryEmitEmpty();
        await().until(() -> begun.get() == 14);
    }

    @Test
    void whenATurnDoesNotComeInTimeThenTheRequestIsRefusedAndForgotten() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, Duration.ofMillis(50));
        Disposable first = limiter.limit(1, endless()).subscribe();
        for (int i = 0; i < 3; i++) {
            StepVerifier.create(limiter.limit(2, Mono.just("x"))).verifyError(DomainException.TooMany.class);
        }
        first.dispose();
        StepVerifier.create(limiter.limit(2, Mono.just("x"))).expectNext("x").verifyComplete();
    }

    @Test
    void whenAUserHasTooManyWaitingThenAnotherIsRefusedAtOnce() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 2, LONG);
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(limiter.limit(1, endless()).subscribe());
        }
        StepVerifier.create(limiter.limit(1, Mono.just("x"))).verifyError(DomainException.TooMany.class);
        waiting.forEach(Disposable::dispose);
        StepVerifier.create(limiter.limit(1, Mono.just("x"))).expectNext("x").verifyComplete();
    }

    @Test
    void whenTheWorkFailsThenTheNextBegins() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, LONG);
        StepVerifier.create(limiter.limit(1, Flux.error(new IllegalStateException())))
                .verifyError(IllegalStateException.class);
        StepVerifier.create(limiter.limit(1, Mono.just("x"))).expectNext("x").verifyComplete();
    }

    @Test
    void searchesThatNoIndexServesAreExpensive() {
        assertThat(ExpensiveRequests.isExpensive(Query.ALL)).isFalse();
        assertThat(ExpensiveRequests.isExpensive(new Query(Query.ALL.filter(), List.of(), List.of("ram"), 0, 0)))
                .isTrue();
        for (String pattern : List.of("%x", "_x", "a%b%", "a_b", "%")) {
            assertThat(ExpensiveRequests.isExpensive(like(pattern))).isTrue();
        }
        assertThat(ExpensiveRequests.isExpensive(like("x%"))).isFalse();
    }

    private static Query like(String pattern) {
        Filter filter = new Filter.Or(List.of(new Filter.Comparison("ram", Operator.LIKE, pattern)));
        return new Query(new Filter.And(List.of(filter)), List.of(), List.of(), 0, 0);
    }

    @Test
    void workWithOneOutcomeHoldsItsTurnUntilItEndsAlsoWhenItsSubscriberLeaves() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 2, LONG);
        Disposable first = limiter.limit(1, endless().then()).subscribe();
        first.dispose();
        Disposable second = limiter.limit(1, endless().then()).subscribe();
        assertThat(begun).hasValue(1);
        finish.tryEmitEmpty();
        await().until(() -> begun.get() == 2);
        second.dispose();
    }

    @Test
    void workWhoseSubscriberLeavesBeforeItsTurnNeverBegins() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, LONG);
        Disposable first = limiter.limit(1, endless()).subscribe();
        limiter.limit(1, endless().then()).subscribe().dispose();
        first.dispose();
        StepVerifier.create(limiter.limit(1, Mono.just("x"))).expectNext("x").verifyComplete();
        assertThat(begun).hasValue(1);
    }

    @Test
    void workSeesTheContextOfItsSubscriber() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, LONG);
        StepVerifier.create(limiter.limit(1, Mono.deferContextual(context -> Mono.just(context.<String>get("key"))))
                        .contextWrite(context -> context.put("key", "value")))
                .expectNext("value")
                .verifyComplete();
    }

    private Flux<Void> endless() {
        return Flux.defer(() -> {
            begun.incrementAndGet();
            return finish.asMono();
        });
    }
}
