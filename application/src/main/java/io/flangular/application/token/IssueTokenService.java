package io.flangular.application.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.PrintableText;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.Words;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.resource.Permission;
import io.flangular.domain.resource.Violations;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.IssuedToken;
import io.flangular.domain.token.TokenGrant;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.TokenSecret;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Makes a secret and keeps its hash. Tokens that ended a month ago are forgotten on the way. */
public final class IssueTokenService implements IssueToken {
    private static final Duration KEPT_AFTER_END = Duration.ofDays(30);
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final ApiTokens tokens;
    private final Users users;
    private final SecretHasher hasher;
    private final SecurityLog log;
    private final UnitOfWork unitOfWork;
    private final RandomBytes random;
    private final Clock clock;

    /** With what it needs. */
    public IssueTokenService(
            ApiTokens tokens,
            Users users,
            SecretHasher hasher,
            SecurityLog log,
            UnitOfWork unitOfWork,
            RandomBytes random,
            Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.hasher = hasher;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Mono<IssuedToken> issue(
            long userId, String name, TokenScope scope, @Nullable Instant endsAt, Client client) {
        return Mono.defer(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant end = endsAt == null ? now.plus(USUAL) : endsAt.truncatedTo(ChronoUnit.MILLIS);
            // Not a rule of the grant itself: tokens that were issued before it must still be read.
            new Violations()
                    .require(PrintableText.isVisible(name), "name", "must not have control or invisible characters")
                    .check();
            TokenSecret secret = TokenSecret.generate(random);
            TokenHash hash = new TokenHash(hasher.hash(secret.value()));
            TokenGrant grant = new TokenGrant(hash, userId, name, scope, now, end);
            return tokens.deleteEndedBefore(now.minus(KEPT_AFTER_END), FORGOTTEN_AT_ONCE)
                    // It is no reason to refuse anything.
                    .onErrorComplete()
                    .then(unitOfWork.run(add(grant, client)))
                    .map(token -> new IssuedToken(token, secret));
        });
    }

    /** Behind the lock, so that several that are made at once are counted one after the other. */
    private Mono<ApiToken> add(TokenGrant grant, Client client) {
        return users.lock(grant.userId())
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAuthenticated("You are not logged in.")))
                .delayUntil(owner -> refuseTooMuch(owner, grant))
                .delayUntil(owner -> refuseTooMany(owner.id()))
                .flatMap(owner -> tokens.add(grant))
                .delayUntil(token -> log.record(made(token, client)));
    }

    /** What the owner may not do cannot be granted. Should the role change later, it cuts what the token opens. */
    private static Mono<Void> refuseTooMuch(User owner, TokenGrant grant) {
        if (grant.scope() != TokenScope.WRITE || owner.role().permissions().contains(Permission.WRITE)) {
            return Mono.empty();
        }
        String message = "Your role allows a token of scope read only.";
        return Mono.error(new DomainException.Invalid(message, Map.of("scope", message)));
    }

    private Mono<Void> refuseTooMany(long userId) {
        return tokens.ofUser(userId)
                .count()
                .flatMap(count -> count < MOST
                        ? Mono.empty()
                        : Mono.error(new DomainException.Invalid(
                                "You have " + MOST + " tokens, which is the most. Revoke those that are not needed.")));
    }

    private static SecurityEvent made(ApiToken token, Client client) {
        TokenGrant grant = token.grant();
        return SecurityEvent.ofOneself(
                grant.createdAt(),
                SecurityEvent.Kind.TOKEN_MADE,
                grant.userId(),
                client.address(),
                Map.of("token", Long.toString(token.id()), "scope", Words.of(grant.scope())));
    }
}
