package io.flangular.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ShortLivedCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final ShortLivedCache<String, Integer> cache = new ShortLivedCache<>();
    private final AtomicInteger stored = new AtomicInteger(1);
    private final AtomicInteger lookups = new AtomicInteger();
    private final Mono<Integer> lookup = Mono.fromSupplier(() -> {
        lookups.incrementAndGet();
        return stored.get();
    });

    @Test
    void aValueIsCachedForOneSecond() {
        assertThat(known(NOW)).isOne();
        stored.set(2);

        assertThat(known(NOW.plusMillis(999))).isOne();
        assertThat(known(NOW.plusMillis(1000))).isEqualTo(2);
    }

    @Test
    void anInvalidatedValueIsLookedUpAgain() {
        known(NOW);
        stored.set(2);
        cache.invalidateAll();

        assertThat(known(NOW)).isEqualTo(2);
        assertThat(known(NOW)).isEqualTo(2);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void aLookUpDuringAnInvalidationIsRepeated() {
        Sinks.Empty<Void> late = Sinks.empty();
        Mono<Integer> slow = lookup.delayUntil(found -> late.asMono());

        StepVerifier.create(cache.get("key", NOW, slow))
                .expectSubscription()
                .then(() -> stored.set(2))
                .then(cache::invalidateAll)
                .then(late::tryEmitEmpty)
                .expectNext(2)
                .verifyComplete();
        assertThat(known(NOW)).isEqualTo(2);
    }

    @Test
    void aKeyMarkedAsEndedStaysEnded() {
        known(NOW);
        cache.markEnded("key", NOW);
        cache.invalidateAll();

        assertThat(known(NOW)).isNull();
        assertThat(known(NOW.plusSeconds(59))).isNull();
    }

    @Test
    void aKeyThatEndsDuringARepeatedLookUpStaysEnded() {
        Sinks.Empty<Void> late = Sinks.empty();
        Mono<Integer> slow = lookup.delayUntil(found -> late.asMono());

        StepVerifier.create(cache.get("key", NOW, slow))
                .expectSubscription()
                .then(() -> cache.markEnded("key", NOW))
                .then(cache::invalidateAll)
                .then(late::tryEmitEmpty)
                .verifyComplete();
    }

    @Test
    void invalidationKeepsTheKeysMarkedAsEnded() {
        cache.markEnded("other", NOW);
        known(NOW);
        stored.set(2);
        cache.invalidateAll();

        assertThat(known(NOW)).isEqualTo(2);
        assertThat(cache.get("other", NOW, lookup).block()).isNull();
    }

    @Test
    void aKeyMarkedAsEndedStaysEndedWhenTheCacheIsFull() {
        for (int i = 0; i < 10_000; i++) {
            cache.markEnded("key " + i, NOW);
        }
        Sinks.Empty<Void> late = Sinks.empty();

        StepVerifier.create(cache.get("key", NOW, lookup.delayUntil(found -> late.asMono())))
                .expectSubscription()
                .then(() -> cache.markEnded("key", NOW))
                .then(late::tryEmitEmpty)
                .verifyComplete();
        assertThat(cache.get("yet another", NOW, lookup).block()).isOne();
    }

    @Test
    void manyInvalidationsDuringALookUpDoNotOverflowTheStack() {
        Mono<Integer> disturbed = lookup.doOnNext(found -> {
            if (lookups.get() < 100_000) {
                cache.invalidateAll();
            }
        });

        assertThat(cache.get("key", NOW, disturbed).block()).isOne();
        assertThat(lookups).hasValue(100_000);
    }

    @Test
    void noValueIsOlderThanTheLastInvalidationBeforeTheRequest() throws Exception {
        AtomicInteger told = new AtomicInteger(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(() -> {
                    while (told.get() < 20_000) {
                        int atLeast = told.get();
                        assertThat(known(NOW)).isGreaterThanOrEqualTo(atLeast);
                    }
                }));
            }
            threads.submit(() -> {
                        for (int version = 2; version <= 20_000; version++) {
                            stored.set(version);
                            cache.invalidateAll();
                            told.set(version);
                        }
                    })
                    .get();
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Integer known(Instant instant) {
        return cache.get("key", instant, lookup).block();
    }
}
