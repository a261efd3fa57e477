package io.flangular.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Remembers for one second what was found out about a credential, so that a busy user does not cost a look-up for each
 * request. What is ended on this node counts at once, also against a look-up that is under way meanwhile.
 *
 * @param <K> what names the credential
 * @param <V> what is known about it
 */
public final class ShortMemory<K extends Object, V extends Object> {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    /** Longer than any look-up can take that began before the end. */
    private static final Duration KNOWN_AS_ENDED = Duration.ofMinutes(1);

    private static final int CAPACITY = 10_000;

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

    /** What is known at that instant, or else what the look-up tells; that nothing was found is not remembered. */
    public Mono<V> get(K key, Instant now, Mono<V> lookup) {
        Entry<V> entry = entries.get(key);
        if (entry != null && entry.goodUntil().isAfter(now)) {
            return Mono.justOrEmpty(entry.found());
        }
        return lookup.flatMap(found -> Mono.justOrEmpty(remember(key, found, now)));
    }

    /** From now on it is known to have ended. */
    public void end(K key, Instant now) {
        entries.put(key, new Entry<>(null, now.plus(KNOWN_AS_ENDED)));
    }

    private Optional<V> remember(K key, V found, Instant now) {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !entry.goodUntil().isAfter(now));
        }
        if (entries.size() >= CAPACITY) {
            return Optional.of(found);
        }
        Entry<V> fresh = new Entry<>(found, now.plus(REMEMBERED));
        Entry<V> kept = entries.merge(key, fresh, (old, young) -> old.endedAndGoodAt(now) ? old : young);
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.found());
    }

    /** What was found, or null for what has ended, and until when that may be believed. */
    private record Entry<V extends Object>(@Nullable V found, Instant goodUntil) {
        boolean endedAndGoodAt(Instant now) {
            return found == null && goodUntil.isAfter(now);
        }
    }
}
