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
 * Remembers for one second what was found out about a credential, so that a busy user does not cost a look-up for each
 * request. What is ended or forgotten on this node counts at once, also against a look-up that is under way meanwhile.
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
    private final AtomicLong forgotten = new AtomicLong();

    /**
     * What is known at that instant, or else what the look-up tells; that nothing was found is not remembered. A look-up
     * during which everything was forgotten may have seen what no longer holds, and is done again.
     */
    public Mono<V> get(K key, Instant now, Mono<V> lookup) {
        // Repeated, not called by itself: a storm of forgetting then costs time, never the stack.
        return Mono.defer(() -> attempt(key, now, lookup)).repeat().next().flatMap(Mono::justOrEmpty);
    }

    /** The answer, or nothing when everything was forgotten during the look-up. */
    private Mono<Optional<V>> attempt(K key, Instant now, Mono<V> lookup) {
        long before = forgotten.get();
        Entry<V> entry = entries.get(key);
        if (entry != null && entry.goodAt(now, before)) {
            return Mono.just(Optional.ofNullable(entry.found()));
        }
        return lookup.singleOptional()
                .filter(found -> forgotten.get() == before)
                .map(answer ->
                        answer.flatMap(found -> remember(key, new Entry<>(found, now.plus(REMEMBERED), before), now)));
    }

    /** From now on it is known to have ended. */
    public void end(K key, Instant now) {
        entries.put(key, new Entry<>(null, now.plus(KNOWN_AS_ENDED), forgotten.get()));
    }

    /** What was found out so far counts no more, be it remembered or about to be; what has ended stays ended. */
    public void forget() {
        forgotten.incrementAndGet();
    }

    private Optional<V> remember(K key, Entry<V> fresh, Instant now) {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !entry.goodUntil().isAfter(now));
        }
        if (entries.size() >= CAPACITY && !entries.containsKey(key)) {
            return Optional.ofNullable(fresh.found());
        }
        Entry<V> kept = entries.merge(key, fresh, (old, young) -> old.endedAndGoodAt(now) ? old : young);
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.found());
    }

    /**
     * What was found, or null for what has ended, and until when that may be believed.
     *
     * @param forgotten how often everything had been forgotten when the look-up began
     */
    private record Entry<V extends Object>(@Nullable V found, Instant goodUntil, long forgotten) {
        boolean goodAt(Instant now, long forgottenByNow) {
            return goodUntil.isAfter(now) && (found == null || forgotten == forgottenByNow);
        }

        boolean endedAndGoodAt(Instant now) {
            return found == null && goodUntil.isAfter(now);
        }
    }
}
