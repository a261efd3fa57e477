package io.flangular.web.resource.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RequestMemoryTest {
    private static final long MB = 1 << 20;

    private final RequestMemory memory = new RequestMemory(10 * MB, Duration.ofHours(1));
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void aRequestWaitsUntilEnoughMemoryIsReleased() {
        Sinks.Empty<Void> finish = Sinks.empty();
        request(memory, RequestMemory.require(6 * MB).then(finish.asMono())).subscribe();
        Disposable second = begin(6 * MB);
        assertThat(begun).hasValue(0);
        finish.tryEmitEmpty();
        assertThat(begun).hasValue(1);
        second.dispose();
        StepVerifier.create(request(memory, RequestMemory.require(10 * MB))).verifyComplete();
    }

    @Test
    void aCancelledRequestReleasesItsMemoryAndStopsWaiting() {
        Disposable first = begin(6 * MB);
        Disposable waiting = begin(6 * MB);
        assertThat(begun).hasValue(1);
        waiting.dispose();
        first.dispose();
        assertThat(begun).hasValue(1);
        StepVerifier.create(request(memory, RequestMemory.require(10 * MB))).verifyComplete();
    }

    @Test
    void aRequestThatWaitsTooLongIsRefusedAndRemoved() {
        RequestMemory impatient = new RequestMemory(10 * MB, Duration.ofMillis(50));
        Disposable first = request(impatient, RequestMemory.require(6 * MB).then(Mono.never()))
                .subscribe();
        StepVerifier.create(request(impatient, RequestMemory.require(5 * MB)))
                .verifyErrorSatisfies(refused -> assertThat(((DomainException.Busy) refused).retryAfter())
                        .isPositive());
        StepVerifier.create(request(impatient, RequestMemory.require(4 * MB))).verifyComplete();
        first.dispose();
        StepVerifier.create(request(impatient, RequestMemory.require(10 * MB))).verifyComplete();
    }

    @Test
    void aRequestBeyondTheQueueIsRefusedAtOnce() {
        List<Disposable> all = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            all.add(begin(10 * MB));
        }
        StepVerifier.create(request(memory, RequestMemory.require(MB))).verifyError(DomainException.Busy.class);
        all.forEach(Disposable::dispose);
        StepVerifier.create(request(memory, RequestMemory.require(10 * MB))).verifyComplete();
    }

    @Test
    void aRequestGetsAtMostAllMemoryAndReleasesUnusedMemory() {
        Mono<Void> work = RequestMemory.require(MB)
                .then(RequestMemory.require(100 * MB))
                .then(RequestMemory.retain(2 * MB))
                .then(Mono.never());
        Disposable first = request(memory, work).subscribe();
        StepVerifier.create(request(memory, RequestMemory.require(8 * MB))).verifyComplete();
        begin(9 * MB);
        assertThat(begun).hasValue(0);
        first.dispose();
        assertThat(begun).hasValue(1);
    }

    @Test
    void smallRequestsAndWorkOutsideOfRequestsNeedNoMemory() {
        begin(10 * MB);
        StepVerifier.create(request(memory, RequestMemory.require(100_000))).verifyComplete();
        StepVerifier.create(RequestMemory.require(10 * MB)).verifyComplete();
    }

    /** A request that holds so much without an end, counted when it has it. */
    private Disposable begin(long bytes) {
        return request(
                        memory,
                        RequestMemory.require(bytes)
                                .then(Mono.fromRunnable(begun::incrementAndGet))
                                .then(Mono.never()))
                .subscribe();
    }

    private static Mono<Void> request(RequestMemory memory, Mono<Void> work) {
        return memory.filter(MockServerWebExchange.from(MockServerHttpRequest.get("/")), exchange -> work);
    }
}
