package io.flangular.application.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.idempotency.IdempotencyKeys.Use;
import io.flangular.domain.resource.idempotency.InMemoryIdempotencyKeys;
import io.flangular.domain.session.InMemorySessions;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DeleteExpiredServiceTest {
    private final Installation all = new Installation();
    private final User ada = all.add("ada", Role.EDITOR);
    private final InMemoryIdempotencyKeys keys = new InMemoryIdempotencyKeys();
    private final DeleteExpiredService service = service(all.sessions);

    private DeleteExpiredService service(Sessions sessions) {
        return new DeleteExpiredService(sessions, all.links, all.tokens, keys, all.log, new NoTransaction(), all.clock);
    }

    @Test
    void deletesSessionsThatHaveEnded() {
        all.begin(ada);
        all.clock.advance(Installation.MAX_LIFETIME);
        all.begin(ada);
        all.clock.advance(Duration.ofMillis(1));
        service.deleteExpired().block();

        assertThat(all.sessions.size()).isOne();
    }

    @Test
    void deletesInBatchesUntilNothingIsLeft() {
        for (int i = 0; i < 250; i++) {
            keys.add(use("key-" + i)).block();
        }
        all.clock.advance(Duration.ofHours(24).plusMillis(1));
        service.deleteExpired().block();

        for (int i = 0; i < 250; i++) {
            assertThat(keys.find(ada.id(), "sample", "key-" + i).block()).isNull();
        }
    }

    @Test
    void keepsIdempotencyKeysForADay() {
        keys.add(use("key")).block();
        all.clock.advance(Duration.ofHours(24));
        service.deleteExpired().block();
        assertThat(keys.find(ada.id(), "sample", "key").block()).isNotNull();

        all.clock.advance(Duration.ofMillis(1));
        service.deleteExpired().block();
        assertThat(keys.find(ada.id(), "sample", "key").block()).isNull();
    }

    @Test
    void keepsApiTokensForAMonthAfterTheirEnd() {
        all.manageApiTokens
                .issue(ada.id(), "import", ApiTokenScope.READ, null, Installation.CLIENT)
                .block();
        all.clock.advance(ManageApiTokens.DEFAULT_LIFETIME.plus(Duration.ofDays(30)));
        service.deleteExpired().block();
        assertThat(all.tokens.size()).isOne();

        all.clock.advance(Duration.ofMillis(1));
        service.deleteExpired().block();
        assertThat(all.tokens.size()).isZero();
    }

    @Test
    void keepsEventsFor400Days() {
        all.begin(ada);
        all.clock.advance(Duration.ofDays(400));
        service.deleteExpired().block();
        assertThat(all.log.events()).hasSize(1);

        all.clock.advance(Duration.ofMillis(1));
        service.deleteExpired().block();
        assertThat(all.log.events()).isEmpty();
    }

    @Test
    void failureWithOneKindDoesNotStopTheOthers() {
        DeleteExpiredService failing = service(new InMemorySessions() {
            @Override
            public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
                return Mono.error(new IllegalStateException("The rows are locked."));
            }
        });
        all.begin(ada);
        all.clock.advance(Duration.ofDays(401));

        StepVerifier.create(failing.deleteExpired()).verifyErrorMessage("The rows are locked.");
        assertThat(all.log.events()).isEmpty();
    }

    private Use use(String name) {
        return new Use(ada.id(), "sample", new IdempotencyKey(name, "x"), 1, all.clock.instant());
    }
}
