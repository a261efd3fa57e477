package io.flangular.application.apitoken;

import io.flangular.application.ShortLivedCache;
import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.PrintableText;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.ApiTokenSecret;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.IssuedApiToken;
import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.schema.Violations;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Issues API tokens, of whose secrets only hashes are stored, and revokes them. */
public final class ManageApiTokensService implements ManageApiTokens {
    private final ApiTokens tokens;
    private final Users users;
    private final SecretHasher hasher;
    private final RandomBytes random;
    private final ShortLivedCache<ApiTokenHash, UserApiToken> cache;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;

    /** The cache is shared with {@link CheckApiTokenService}. */
    public ManageApiTokensService(
            ApiTokens tokens,
            Users users,
            SecretHasher hasher,
            RandomBytes random,
            ShortLivedCache<ApiTokenHash, UserApiToken> cache,
            UnitOfWork unitOfWork,
            AuditTrail audit) {
        this.tokens = tokens;
        this.users = users;
        this.hasher = hasher;
        this.random = random;
        this.cache = cache;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
    }

    @Override
    public Mono<IssuedApiToken> issue(
            long userId, String name, ApiTokenScope scope, @Nullable Instant endsAt, Client client) {
        return Mono.defer(() -> {
            Instant now = audit.now();
            Instant end = endsAt == null ? now.plus(DEFAULT_LIFETIME) : endsAt.truncatedTo(ChronoUnit.MILLIS);
            // Not a rule of the grant itself: tokens that were issued before this rule must remain readable.
            new Violations()
                    .require(PrintableText.isVisible(name), "name", "must not have control or invisible characters")
                    .check();
            ApiTokenSecret secret = ApiTokenSecret.generate(random);
            ApiTokenHash hash = new ApiTokenHash(hasher.hash(secret.value()));
            ApiTokenGrant grant = new ApiTokenGrant(hash, userId, name, scope, now, end);
            return unitOfWork.run(add(grant, client)).map(token -> new IssuedApiToken(token, secret));
        });
    }

    /** Holds the lock on the user, so that concurrent requests cannot exceed the limit. */
    private Mono<ApiToken> add(ApiTokenGrant grant, Client client) {
        return users.lock(grant.userId())
                .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new))
                .delayUntil(owner -> requireScopeOfRole(owner, grant))
                .delayUntil(owner -> requireBelowLimit(owner.id()))
                .flatMap(owner -> tokens.add(grant))
                .delayUntil(token -> audit.record(
                        Kind.TOKEN_MADE,
                        grant.userId(),
                        client,
                        Map.of("token", Long.toString(token.id()), "scope", EnumNames.of(grant.scope()))));
    }

    /** A token cannot exceed the permissions of its owner. Later changes of the role limit the token as well. */
    private static Mono<Void> requireScopeOfRole(User owner, ApiTokenGrant grant) {
        return grant.scope() != ApiTokenScope.WRITE
                        || owner.role().permissions().contains(Permission.WRITE)
                ? Mono.empty()
                : Mono.error(DomainException.Invalid.field("scope", "Your role allows a token of scope read only."));
    }

    private Mono<Void> requireBelowLimit(long userId) {
        return tokens.ofUser(userId)
                .count()
                .flatMap(count -> count < MAX_PER_USER
                        ? Mono.empty()
                        : Mono.error(new DomainException.Invalid("You have " + MAX_PER_USER
                                + " tokens, which is the most. Revoke those that are not needed.")));
    }

    @Override
    public Flux<ApiToken> list(long userId) {
        return tokens.ofUser(userId);
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
