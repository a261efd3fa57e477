package io.flangular.domain.resource.idempotency;

import io.flangular.domain.DomainException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Keys for tests that are kept in memory. */
public final class InMemoryIdempotencyKeys implements IdempotencyKeys {
    private final Map<List<Object>, Use> uses = new ConcurrentHashMap<>();

    @Override
    public Mono<Use> find(long userId, String resource, String name) {
        return Mono.fromSupplier(() -> uses.get(List.of(userId, resource, name)));
    }

    @Override
    public Mono<Void> add(Use use) {
        return Mono.fromRunnable(() -> {
            List<Object> key = List.of(use.userId(), use.resource(), use.key().name());
            if (uses.putIfAbsent(key, use) != null) {
                throw new DomainException.Conflict("used", null);
            }
        });
    }

    @Override
    public Mono<Long> deleteUsedBefore(Instant instant, int atMost) {
        return Mono.fromSupplier(() -> {
            List<Use> old = uses.values().stream()
                    .filter(use -> use.at().isBefore(instant))
                    .sorted(Comparator.comparing(Use::at))
                    .limit(atMost)
                    .toList();
            uses.values().removeAll(old);
            return (long) old.size();
        });
    }
}
