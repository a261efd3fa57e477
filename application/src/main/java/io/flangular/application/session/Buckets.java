package io.flangular.application.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets: each holds so many at once and gets one more each time that an interval has passed. A bucket is kept as
 * the instant at which it is full again, and one that is not kept is full. When there are too many, the one that was not
 * used for the longest time is forgotten.
 *
 * @param <K> whose bucket it is
 */
final class Buckets<K extends Object> {
    private static final int CAPACITY = 10_000;

    private final Duration interval;
    private final Duration untilFull;
    private final Map<K, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Instant> eldest) {
            return size() > CAPACITY;
        }
    };

    Buckets(int atOnce, Duration interval) {
        this.interval = interval;
        this.untilFull = interval.multipliedBy(atOnce);
    }

    /** Takes one, if there is one: zero when it was taken, else how long it takes until there is. */
    synchronized Duration take(K key, Instant now) {
        Instant empty = now.plus(untilFull);
        Instant full = fullAt.getOrDefault(key, now);
        // A clock that was put back makes a bucket empty, not emptier than that.
        Instant from = full.isBefore(now) ? now : full.isAfter(empty) ? empty : full;
        Instant next = from.plus(interval);
        boolean taken = !next.isAfter(empty);
        fullAt.put(key, taken ? next : from);
        return taken ? Duration.ZERO : Duration.between(empty, next);
    }

    /** Puts one back that was taken. */
    synchronized void giveBack(K key) {
        fullAt.computeIfPresent(key, (same, full) -> full.minus(interval));
    }
}
