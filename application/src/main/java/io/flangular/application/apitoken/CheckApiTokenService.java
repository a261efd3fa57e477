package io.flangular.application.apitoken;

import io.flangular.application.ShortLivedCache;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenSecret;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.CheckApiToken;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Looks up a token and its owner, cached for one second, and stores the time of its last use, at most once a minute.
 */
public final class CheckApiTokenService implements CheckApiToken {
    private static final Duration UPDATE_INTERVAL = Duration.ofMinutes(1);

    private final ApiTokens tokens;
    private final Users users;
    private final SecretHasher hasher;
    private final ShortLivedCache<ApiTokenHash, UserApiToken> cache;
    private final Clock clock;

    /** The cache is shared with {@link ManageApiTokensService}. */
    public CheckApiTokenService(
            ApiTokens tokens,
            Users users,
            SecretHasher hasher,
            ShortLivedCache<ApiTokenHash, UserApiToken> cache,
            Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.hasher = hasher;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Mono<UserApiToken> check(ApiTokenSecret secret) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            ApiTokenHash hash = new ApiTokenHash(hasher.hash(secret.value()));
            Mono<UserApiToken> lookup = tokens.find(hash)
                    .filter(token -> token.activeAt(now))
                    .flatMap(this::withUser)
                    .delayUntil(found -> noteUse(found.token(), now));
            return cache.get(hash, now, lookup).filter(found -> found.token().activeAt(now));
        });
    }

    private Mono<UserApiToken> withUser(ApiToken token) {
        return users.find(token.grant().userId())
                .filter(user -> !user.disabled())
                .map(user -> new UserApiToken(token, user));
    }

    /** Errors are ignored: the time is only informative, and a script may read while nothing can be written. */
    private Mono<Void> noteUse(ApiToken token, Instant now) {
        Instant last = token.lastUsedAt();
        return last != null && now.isBefore(last.plus(UPDATE_INTERVAL))
                ? Mono.empty()
                : tokens.noteUse(token.id(), now).onErrorComplete();
    }
}
