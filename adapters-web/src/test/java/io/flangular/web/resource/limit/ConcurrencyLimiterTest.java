package io.flangular.web.resource.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    void aUserAtTheLimitDoesNotBlockOthers() {
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
    void aRequestThatWaitsTooLongIsRefusedAndRemoved() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, Duration.ofMillis(50));
        Disposable first = limiter.limit(1, endless()).subscribe();
        for (int i = 0; i < 3; i++) {
            StepVerifier.create(limiter.limit(2, Mono.just("x"))).verifyError(DomainException.TooMany.class);
        }
        first.dispose();
        StepVerifier.create(limiter.limit(2, Mono.just("x"))).expectNext("x").verifyComplete();
    }

    @Test
    void aRequestBeyondTheQueueOfAUserIsRefusedAtOnce() {
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
    void failedWorkFreesItsPlace() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, LONG);
        StepVerifier.create(limiter.limit(1, Flux.error(new IllegalStateException())))
                .verifyError(IllegalStateException.class);
        StepVerifier.create(limiter.limit(1, Mono.just("x"))).expectNext("x").verifyComplete();
    }

    @Test
    void searchesWithoutAnIndexAreExpensive() {
        assertThat(ExpensiveRequests.isExpensive(Query.ALL)).isFalse();
        assertThat(ExpensiveRequests.isExpensive(new Query(Query.ALL.filter(), List.of(), List.of("ram"), 0, 0)))
                .isTrue();
        for (String pattern : List.of("%x", "_x", "a%b%", "a_b", "%")) {
            assertThat(ExpensiveRequests.isExpensive(like(pattern))).isTrue();
        }
        assertThat(ExpensiveRequests.isExpensive(like("x%"))).isFalse();
    }

    @Test
    void searchesForManyValuesAreExpensiveUnlessTheyAreIds() {
        for (Operator operator : List.of(Operator.IN, Operator.NOT_IN)) {
            assertThat(ExpensiveRequests.isExpensive(of(values("ram", operator, 50))))
                    .isFalse();
            assertThat(ExpensiveRequests.isExpensive(of(values("ram", operator, 51))))
                    .isTrue();
            assertThat(ExpensiveRequests.isExpensive(of(values("id", operator, 1_000))))
                    .isFalse();
        }
        assertThat(ExpensiveRequests.isExpensive(
                        of(values("ram", Operator.IN, 30), values("power", Operator.NOT_IN, 30))))
                .isTrue();
    }

    @Test
    void expensiveListsDoNotTakeThePlacesOfOthers() {
        ExpensiveRequests requests = new ExpensiveRequests();
        for (long user = 1; user <= 4; user++) {
            requests.limitList(
                            user,
                            of(values("ram", Operator.IN, 1_000)),
                            endless().then())
                    .subscribe();
        }
        requests.limitList(5, like("%x%"), endless().then()).subscribe();
        assertThat(begun).hasValue(4);
        StepVerifier.create(requests.limitList(1, Query.ALL, Mono.just("x")))
                .expectNext("x")
                .verifyComplete();
    }

    private static Filter values(String field, Operator operator, int number) {
        return new Filter.Membership(field, operator, Collections.nCopies(number, field.equals("id") ? 1L : "x"));
    }

    private static Query like(String pattern) {
        return of(new Filter.Comparison("ram", Operator.LIKE, pattern));
    }

    private static Query of(Filter... terms) {
        return new Query(new Filter.And(List.of(new Filter.Or(List.of(terms)))), List.of(), List.of(), 0, 0);
    }

    @Test
    void aMonoHoldsItsPlaceUntilItEndsEvenWhenCancelled() {
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
    void workCancelledWhileWaitingNeverStarts() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 1, LONG);
        Disposable first = limiter.limit(1, endless()).subscribe();
        limiter.limit(1, endless().then()).subscribe().dispose();
        first.dispose();
        StepVerifier.create(limiter.limit(1, Mono.just("x"))).expectNext("x").verifyComplete();
        assertThat(begun).hasValue(1);
    }

    @Test
    void workHasTheContextOfItsSubscriber() {
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
