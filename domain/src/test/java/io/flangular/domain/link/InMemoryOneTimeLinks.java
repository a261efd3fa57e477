package io.flangular.domain.link;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Links in memory. */
public class InMemoryOneTimeLinks implements OneTimeLinks {
    /** By the id of the user. */
    private final Map<Long, OneTimeLink> links = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> replace(OneTimeLink link) {
        return Mono.fromRunnable(() -> links.put(link.userId(), link));
    }

    @Override
    public Mono<OneTimeLink> find(String hash) {
        return Mono.fromSupplier(() -> links.values().stream()
                .filter(link -> link.hash().equals(hash))
                .findFirst()
                .orElse(null));
    }

    @Override
    public Mono<OneTimeLink> take(String hash) {
        return find(hash).filter(link -> links.remove(link.userId(), link));
    }

    @Override
    public Mono<Void> removeOfUser(long userId) {
        return Mono.fromRunnable(() -> links.remove(userId));
    }

    @Override
    public Mono<Void> removeIssuedBy(long issuerId) {
        return Mono.fromRunnable(() -> links.values().removeIf(link -> link.issuerId() == issuerId));
    }

    @Override
    public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
        return Mono.fromSupplier(() -> {
            List<OneTimeLink> ended = links.values().stream()
                    .filter(link -> link.endsAt().isBefore(instant))
                    .limit(atMost)
                    .toList();
            links.values().removeAll(ended);
            return (long) ended.size();
        });
    }

    /** How many links are kept. */
    public int size() {
        return links.size();
    }
}
