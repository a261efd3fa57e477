package io.flangular.domain.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.user.OfUsersContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every implementation of {@link ApiTokens} does. */
public abstract class ApiTokensContract extends OfUsersContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

    private ApiTokens tokens;

    /** An implementation without any token. */
    protected abstract ApiTokens emptyTokens();

    @BeforeEach
    void begin() {
        tokens = emptyTokens();
    }

    @Test
    void anAddedTokenIsFoundByItsHash() {
        ApiToken read = add("a", ApiTokenScope.READ);
        ApiToken write = add("b", ApiTokenScope.WRITE);

        assertThat(read.id()).isNotEqualTo(write.id());
        assertThat(read.lastUsedAt()).isNull();
        assertThat(read.revokedAt()).isNull();
        StepVerifier.create(tokens.find(new ApiTokenHash("a"))).expectNext(read).verifyComplete();
        StepVerifier.create(tokens.find(new ApiTokenHash("b")))
                .expectNext(write)
                .verifyComplete();
    }

    @Test
    void anUnknownTokenIsNotFound() {
        add("a", ApiTokenScope.READ);

        StepVerifier.create(tokens.find(new ApiTokenHash("A"))).verifyComplete();
    }

    @Test
    void tokensOfAUserAreListedInOrderOfCreation() {
        ApiToken first = add("c", ApiTokenScope.READ);
        add("a", otherUserId(), NOW.plusSeconds(60));
        ApiToken ended = add("b", userId(), NOW.minusSeconds(60));

        StepVerifier.create(tokens.ofUser(userId())).expectNext(first, ended).verifyComplete();
    }

    @Test
    void aRevokedTokenIsStillFoundAsRevoked() {
        ApiToken token = add("a", ApiTokenScope.READ);
        ApiToken other = add("b", ApiTokenScope.READ);
        ApiToken revoked = new ApiToken(token.id(), token.grant(), null, NOW);

        StepVerifier.create(tokens.revoke(userId(), token.id(), NOW))
                .expectNext(revoked)
                .verifyComplete();

        StepVerifier.create(tokens.find(new ApiTokenHash("a")))
                .expectNext(revoked)
                .verifyComplete();
        StepVerifier.create(tokens.ofUser(userId())).expectNext(other).verifyComplete();
        assertThat(revoked.activeAt(NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void aTokenIsRevokedOnceAndByItsOwnerOnly() {
        ApiToken token = add("a", ApiTokenScope.READ);

        StepVerifier.create(tokens.revoke(otherUserId(), token.id(), NOW)).verifyComplete();
        StepVerifier.create(tokens.find(new ApiTokenHash("a")))
                .expectNext(token)
                .verifyComplete();
        StepVerifier.create(tokens.revoke(userId(), token.id(), NOW))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(tokens.revoke(userId(), token.id(), NOW.plusSeconds(5)))
                .verifyComplete();
        assertThat(tokens.find(new ApiTokenHash("a")).block().revokedAt()).isEqualTo(NOW);
    }

    @Test
    void theTimeOfTheLastUseIsStored() {
        ApiToken token = add("a", ApiTokenScope.READ);

        tokens.noteUse(token.id(), NOW).block();
        tokens.noteUse(token.id(), NOW.plusSeconds(60)).block();
        tokens.noteUse(token.id() + 1, NOW).block();

        StepVerifier.create(tokens.ofUser(userId()))
                .expectNext(new ApiToken(token.id(), token.grant(), NOW.plusSeconds(60), null))
                .verifyComplete();
    }

    @Test
    void expiredTokensAreDeletedInBatches() {
        add("a", userId(), NOW.minusSeconds(3));
        add("b", userId(), NOW.minusSeconds(2));
        add("c", otherUserId(), NOW.minusSeconds(1));
        ApiToken active = add("d", userId(), NOW.plusSeconds(1));

        assertThat(tokens.deleteExpiredBefore(NOW, 2).block()).isEqualTo(2);
        assertThat(tokens.deleteExpiredBefore(NOW, 2).block()).isEqualTo(1);
        assertThat(tokens.deleteExpiredBefore(NOW, 2).block()).isZero();
        StepVerifier.create(tokens.find(new ApiTokenHash("d")))
                .expectNext(active)
                .verifyComplete();
    }

    private ApiToken add(String hash, ApiTokenScope scope) {
        return tokens.add(new ApiTokenGrant(
                        new ApiTokenHash(hash), userId(), "Nightly ✓ import", scope, NOW, NOW.plusSeconds(60)))
                .block();
    }

    private ApiToken add(String hash, long user, Instant end) {
        return tokens.add(new ApiTokenGrant(
                        new ApiTokenHash(hash), user, hash, ApiTokenScope.READ, end.minus(Duration.ofDays(90)), end))
                .block();
    }
}
