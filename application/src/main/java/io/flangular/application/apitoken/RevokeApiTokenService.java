package io.flangular.application.apitoken;

import io.flangular.application.ShortLivedCache;
import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.RevokeApiToken;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.user.Client;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Revokes a token and removes it from the cache of this node. */
public final class RevokeApiTokenService implements RevokeApiToken {
    private final ApiTokens tokens;
    private final AuditLog log;
    private final UnitOfWork unitOfWork;
    private final ShortLivedCache<ApiTokenHash, UserApiToken> cache;
    private final Clock clock;

    /** The cache is shared with {@link CheckApiTokenService}. */
    public RevokeApiTokenService(
            ApiTokens tokens,
            AuditLog log,
            UnitOfWork unitOfWork,
            ShortLivedCache<ApiTokenHash, UserApiToken> cache,
            Clock clock) {
        this.tokens = tokens;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.cache = cache;
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
                            // Inside the unit of work, since what follows it may be cancelled after the commit.
                            .doOnNext(token -> cache.markEnded(token.grant().hash(), now)))
                    .then();
        });
    }

    private static AuditEvent revoked(ApiToken token, Client client, Instant now) {
        return AuditEvent.ofOneself(
                now,
                AuditEvent.Kind.TOKEN_REVOKED,
                token.grant().userId(),
                client.address(),
                Map.of("token", Long.toString(token.id())));
    }
}
