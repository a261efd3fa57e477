package io.flangular.domain.apitoken;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens in memory; counts the look-ups and the stored times of use. */
public class InMemoryApiTokens implements ApiTokens {
    private final Map<Long, ApiToken> tokens = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger notes = new AtomicInteger();

    @Override
    public Mono<ApiToken> add(ApiTokenGrant grant) {
        return Mono.fromSupplier(() -> {
            ApiToken token = new ApiToken(lastId.incrementAndGet(), grant, null, null);
            tokens.put(token.id(), token);
            return token;
        });
    }

    @Override
    public Mono<ApiToken> find(ApiTokenHash hash) {
        return Mono.fromSupplier(() -> {
            lookups.incrementAndGet();
            return tokens.values().stream()
                    .filter(token -> token.grant().hash().equals(hash))
                    .findFirst()
                    .orElse(null);
        });
    }

    @Override
    public Flux<ApiToken> ofUser(long userId) {
        return Flux.defer(() -> Flux.fromIterable(tokens.values()))
                .filter(token -> token.grant().userId() == userId && token.revokedAt() == null);
    }

    @Override
    public Mono<ApiToken> revoke(long userId, long id, Instant instant) {
        return ofUser(userId).filter(token -> token.id() == id).next().map(token -> {
            ApiToken revoked = new ApiToken(id, token.grant(), token.lastUsedAt(), instant);
            tokens.put(id, revoked);
            return revoked;
        });
    }

    @Override
    public Mono<Long> revokeOfUser(long userId, Instant instant) {
        return ofUser(userId)
                .concatMap(token -> revoke(userId, token.id(), instant))
                .count();
    }

    @Override
    public Mono<Void> noteUse(long id, Instant instant) {
        return Mono.fromRunnable(() -> {
            notes.incrementAndGet();
            tokens.computeIfPresent(id, (same, token) -> new ApiToken(id, token.grant(), instant, token.revokedAt()));
        });
    }

    @Override
    public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
        return Mono.fromSupplier(() -> {
            List<Long> ended = tokens.values().stream()
                    .filter(token -> token.grant().endsAt().isBefore(instant))
                    .map(ApiToken::id)
                    .limit(atMost)
                    .toList();
            ended.forEach(tokens::remove);
            return (long) ended.size();
        });
    }

    /** How often {@link #find} was carried out. */
    public int lookups() {
        return lookups.get();
    }

    /** How often {@link #noteUse} was carried out. */
    public int notes() {
        return notes.get();
    }

    /** How many tokens are kept. */
    public int size() {
        return tokens.size();
    }
}
