package io.flangular.domain.resource.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.idempotency.IdempotencyKeys.Use;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every implementation of {@link IdempotencyKeys} does. */
public abstract class IdempotencyKeysContract {
    private static final Instant AT = Instant.parse("2026-01-31T12:34:56.789Z");

    /** The keys under test, none used yet. */
    protected abstract IdempotencyKeys keys();

    /** What undoes a use when it fails. */
    protected abstract UnitOfWork unitOfWork();

    @Test
    void aUseIsFoundByUserCollectionAndKey() {
        Use use = use(1, "sample", "!" + "~".repeat(254), 4711);
        add(use);
        assertThat(keys().find(1, "sample", use.key().name()).block()).isEqualTo(use);
        StepVerifier.create(keys().find(2, "sample", use.key().name())).verifyComplete();
        StepVerifier.create(keys().find(1, "other", use.key().name())).verifyComplete();
        StepVerifier.create(keys().find(1, "sample", "other")).verifyComplete();
    }

    @Test
    void keysAreCaseSensitive() {
        add(use(1, "sample", "key", 1));
        add(use(1, "sample", "KEY", 2));
        assertThat(keys().find(1, "sample", "KEY").block().rowId()).isEqualTo(2);
    }

    @Test
    void aKeyIsStoredOncePerUserAndCollection() {
        Use first = use(1, "sample", "key", 1);
        add(first);
        StepVerifier.create(unitOfWork().run(keys().add(use(1, "sample", "key", 2))))
                .expectError(DomainException.Conflict.class)
                .verify();
        assertThat(keys().find(1, "sample", "key").block()).isEqualTo(first);
        add(use(2, "sample", "key", 3));
        add(use(1, "other", "key", 4));
    }

    @Test
    void aKeyUsedConcurrentlyIsStoredOnce() {
        assertThat(Flux.range(1, 8)
                        .flatMap(row -> unitOfWork()
                                .run(keys().add(use(1, "sample", "key", row)).then(Mono.delay(Duration.ofMillis(50))))
                                .map(added -> 1)
                                .onErrorReturn(DomainException.Conflict.class, 0))
                        .reduce(0, Integer::sum)
                        .block(Duration.ofSeconds(30)))
                .isOne();
    }

    @Test
    void theOldestUsesAreDeletedFirstInBatches() {
        for (int i = 0; i < 4; i++) {
            keys().add(new Use(1, "sample", new IdempotencyKey("key" + i, "x"), i, AT.plusSeconds(i)))
                    .block();
        }
        assertThat(keys().deleteUsedBefore(AT.plusSeconds(3), 2).block()).isEqualTo(2);
        StepVerifier.create(keys().find(1, "sample", "key1")).verifyComplete();
        assertThat(keys().find(1, "sample", "key2").block()).isNotNull();
        assertThat(keys().deleteUsedBefore(AT.plusSeconds(3), 2).block()).isEqualTo(1);
        assertThat(keys().deleteUsedBefore(AT.plusSeconds(3), 2).block()).isZero();
        assertThat(keys().find(1, "sample", "key3").block()).isNotNull();
    }

    @Test
    void aKeyIsVisibleAsciiOfALimitedLength() {
        for (String name : new String[] {"", " ", "a b", "ä", "a\n", "x".repeat(256)}) {
            assertThatThrownBy(() -> new IdempotencyKey(name, "x"))
                    .as(name)
                    .isInstanceOf(DomainException.Invalid.class);
        }
    }

    private void add(Use use) {
        unitOfWork().run(keys().add(use)).block();
    }

    private static Use use(long userId, String resource, String name, long rowId) {
        return new Use(userId, resource, new IdempotencyKey(name, "f".repeat(64)), rowId, AT);
    }
}
