package io.flangular.application.token;

import io.flangular.application.ShortMemory;
import io.flangular.domain.DomainException;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.UserToken;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Revokes the token and sees to it that this node does not remember it as good. */
public final class RevokeTokenService implements RevokeToken {
    private final ApiTokens tokens;
    private final ShortMemory<TokenHash, UserToken> memory;
    private final Clock clock;

    /** The memory is shared with {@link CheckTokenService}. */
    public RevokeTokenService(ApiTokens tokens, ShortMemory<TokenHash, UserToken> memory, Clock clock) {
        this.tokens = tokens;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Mono<Void> revoke(long userId, long id) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return tokens.revoke(userId, id, now)
                    .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such token.")))
                    .doOnNext(token -> memory.end(token.grant().hash(), now))
                    .then();
        });
    }
}
