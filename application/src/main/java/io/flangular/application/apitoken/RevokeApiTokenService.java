package io.flangular.application.apitoken;

import io.flangular.application.ShortLivedCache;
import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.RevokeApiToken;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.user.Client;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Revokes a token and removes it from the cache of this node. */
public final class RevokeApiTokenService implements RevokeApiToken {
    private final ApiTokens tokens;
    private final AuditTrail audit;
    private final UnitOfWork unitOfWork;
    private final ShortLivedCache<ApiTokenHash, UserApiToken> cache;

    /** The cache is shared with {@link CheckApiTokenService}. */
    public RevokeApiTokenService(
            ApiTokens tokens,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            ShortLivedCache<ApiTokenHash, UserApiToken> cache) {
        this.tokens = tokens;
        this.audit = audit;
        this.unitOfWork = unitOfWork;
        this.cache = cache;
    }

    @Override
    public Mono<Void> revoke(long userId, long id, Client client) {
        return Mono.defer(() -> {
            Instant now = audit.now();
            return unitOfWork
                    .run(tokens.revoke(userId, id, now)
                            .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such token.")))
                            .delayUntil(token -> audit.record(
                                    Kind.TOKEN_REVOKED, userId, client, Map.of("token", Long.toString(id))))
                            // Inside the unit of work, since what follows it may be cancelled after the commit.
                            .doOnNext(token -> cache.markEnded(token.grant().hash(), now)))
                    .then();
        });
    }
}
