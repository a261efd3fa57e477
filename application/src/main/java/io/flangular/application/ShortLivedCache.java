package io.flangular.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Caches the result of looking up a credential for one second, so that a busy user does not cost a query per request.
 * Invalidation takes effect at once on this node, also for look-ups in progress.
 *
 * @param <K> identifies the credential
 * @param <V> the result of the look-up
 */
public final class ShortLivedCache<K extends Object, V extends Object> {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);
    /** Longer than the duration of any look-up in progress. */
    private static final Duration ENDED_TIME_TO_LIVE = Duration.ofMinutes(1);

    private static final int CAPACITY = 10_000;

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /**
     * Returns the cached value, or else the result of the look-up; an empty result is not cached. A look-up is repeated
     * when the cache was invalidated meanwhile, since its result may be stale.
     */
    public Mono<V> get(K key, Instant now, Mono<V> lookup) {
        // Repetition instead of recursion, so that many invalidations cannot overflow the stack.
        return Mono.defer(() -> attempt(key, now, lookup)).repeat().next().flatMap(Mono::justOrEmpty);
    }

    /** The result; empty when the cache was invalidated during the look-up. */
    private Mono<Optional<V>> attempt(K key, Instant now, Mono<V> lookup) {
        long before = generation.get();
        Entry<V> entry = entries.get(key);
        if (entry != null && entry.isValidAt(now, before)) {
            return Mono.just(Optional.ofNullable(entry.found()));
        }
        return lookup.singleOptional()
                .filter(found -> generation.get() == before)
                .map(answer ->
                        answer.flatMap(found -> store(key, new Entry<>(found, now.plus(TIME_TO_LIVE), before), now)));
    }

    /** Marks the credential as ended, so that {@link #get} returns empty. */
    public void markEnded(K key, Instant now) {
        entries.put(key, new Entry<>(null, now.plus(ENDED_TIME_TO_LIVE), generation.get()));
    }

    /** Invalidates all entries and look-ups in progress; ended credentials stay ended. */
    public void invalidateAll() {
        generation.incrementAndGet();
    }

    private Optional<V> store(K key, Entry<V> fresh, Instant now) {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
        }
        if (entries.size() >= CAPACITY && !entries.containsKey(key)) {
            return Optional.ofNullable(fresh.found());
        }
        Entry<V> stored = entries.merge(key, fresh, (old, young) -> old.isEndedAt(now) ? old : young);
        return stored == null ? Optional.empty() : Optional.ofNullable(stored.found());
    }

    /**
     * A cached result and its expiry.
     *
     * @param found null when the credential has ended
     * @param generation the number of invalidations when the look-up began
     */
    private record Entry<V extends Object>(@Nullable V found, Instant expiresAt, long generation) {
        boolean isValidAt(Instant now, long currentGeneration) {
            return expiresAt.isAfter(now) && (found == null || generation == currentGeneration);
        }

        boolean isEndedAt(Instant now) {
            return found == null && expiresAt.isAfter(now);
        }
    }
}
