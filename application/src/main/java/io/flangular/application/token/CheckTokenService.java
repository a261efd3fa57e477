package io.flangular.application.token;

import io.flangular.application.ShortMemory;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.CheckToken;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenSecret;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Looks a token and its owner up, at most once a second for each, and notes its use, at most once a minute. */
public final class CheckTokenService implements CheckToken {
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final ApiTokens tokens;
    private final Users users;
    private final SecretHasher hasher;
    private final ShortMemory<TokenHash, UserToken> memory;
    private final Clock clock;

    /** The memory is shared with {@link RevokeTokenService}. */
    public CheckTokenService(
            ApiTokens tokens, Users users, SecretHasher hasher, ShortMemory<TokenHash, UserToken> memory, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.hasher = hasher;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Mono<UserToken> check(TokenSecret secret) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            TokenHash hash = new TokenHash(hasher.hash(secret.value()));
            Mono<UserToken> lookup = tokens.find(hash)
                    .filter(token -> token.activeAt(now))
                    .flatMap(this::withUser)
                    .delayUntil(found -> noteUse(found.token(), now));
            return memory.get(hash, now, lookup).filter(found -> found.token().activeAt(now));
        });
    }

    private Mono<UserToken> withUser(ApiToken token) {
        return users.find(token.grant().userId())
                .filter(user -> !user.disabled())
                .map(user -> new UserToken(token, user));
    }

    /** It is for the owner's information alone: where nothing can be written now, a script may still read. */
    private Mono<Void> noteUse(ApiToken token, Instant now) {
        Instant last = token.lastUsedAt();
        return last != null && now.isBefore(last.plus(NOTED))
                ? Mono.empty()
                : tokens.noteUse(token.id(), now).onErrorComplete();
    }
}
