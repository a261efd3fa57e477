package io.flangular.application.token;

import io.flangular.application.ShortMemory;
import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.Client;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Revokes the token and sees to it that this node does not remember it as good. */
public final class RevokeTokenService implements RevokeToken {
    private final ApiTokens tokens;
    private final SecurityLog log;
    private final UnitOfWork unitOfWork;
    private final ShortMemory<TokenHash, UserToken> memory;
    private final Clock clock;

    /** The memory is shared with {@link CheckTokenService}. */
    public RevokeTokenService(
            ApiTokens tokens,
            SecurityLog log,
            UnitOfWork unitOfWork,
            ShortMemory<TokenHash, UserToken> memory,
            Clock clock) {
        this.tokens = tokens;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Mono<Void> revoke(long userId, long id, Client client) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return unitOfWork
                    .run(tokens.revoke(userId, id, now)
                            .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such token.")))
                            .delayUntil(token -> log.record(revoked(token, client, now)))
                            // Here, since what follows a unit of work can be cancelled when that is committed.
                            .doOnNext(token -> memory.end(token.grant().hash(), now)))
                    .then();
        });
    }

    private static SecurityEvent revoked(ApiToken token, Client client, Instant now) {
        return SecurityEvent.ofOneself(
                now,
                SecurityEvent.Kind.TOKEN_REVOKED,
                token.grant().userId(),
                client.address(),
                Map.of("token", Long.toString(token.id())));
    }
}
