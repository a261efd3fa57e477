package io.flangular.application.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets with a capacity that are refilled by one token per interval. A bucket is stored as the instant at which
 * it is full again; a missing one is full. At the maximum number, the least recently used bucket is evicted.
 *
 * @param <K> the key of a bucket
 */
final class TokenBuckets<K extends Object> {
    private static final int CAPACITY = 10_000;

    private final Duration interval;
    private final Duration untilFull;
    private final Map<K, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Instant> eldest) {
            return size() > CAPACITY;
        }
    };

    TokenBuckets(int atOnce, Duration interval) {
        this.interval = interval;
        this.untilFull = interval.multipliedBy(atOnce);
    }

    /** Takes a token; returns zero, or the time until one is available. */
    synchronized Duration take(K key, Instant now) {
        Instant empty = now.plus(untilFull);
        Instant full = fullAt.getOrDefault(key, now);
        // After the clock was set back, a bucket is empty at most.
        Instant from = full.isBefore(now) ? now : full.isAfter(empty) ? empty : full;
        Instant next = from.plus(interval);
        boolean taken = !next.isAfter(empty);
        fullAt.put(key, taken ? next : from);
        return taken ? Duration.ZERO : Duration.between(empty, next);
    }

    /** Puts a token back. */
    synchronized void refund(K key) {
        fullAt.computeIfPresent(key, (same, full) -> full.minus(interval));
    }
}
