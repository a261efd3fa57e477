package io.flangular.application.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.IssuedToken;
import io.flangular.domain.token.TokenGrant;
import io.flangular.domain.token.TokenHasher;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.TokenSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Makes a secret and keeps its hash. Tokens that ended a month ago are forgotten on the way. */
public final class IssueTokenService implements IssueToken {
    private static final Duration KEPT_AFTER_END = Duration.ofDays(30);
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final ApiTokens tokens;
    private final TokenHasher hasher;
    private final RandomBytes random;
    private final Clock clock;

    /** With what it needs. */
    public IssueTokenService(ApiTokens tokens, TokenHasher hasher, RandomBytes random, Clock clock) {
        this.tokens = tokens;
        this.hasher = hasher;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Mono<IssuedToken> issue(long userId, String name, TokenScope scope, @Nullable Instant endsAt) {
        return Mono.defer(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant end = endsAt == null ? now.plus(USUAL) : endsAt.truncatedTo(ChronoUnit.MILLIS);
            TokenSecret secret = TokenSecret.generate(random);
            TokenGrant grant = new TokenGrant(hasher.hash(secret), userId, name, scope, now, end);
            return tokens.deleteEndedBefore(now.minus(KEPT_AFTER_END), FORGOTTEN_AT_ONCE)
                    .then(refuseTooMany(userId))
                    .then(tokens.add(grant))
                    .map(token -> new IssuedToken(token, secret));
        });
    }

    private Mono<Void> refuseTooMany(long userId) {
        return tokens.ofUser(userId)
                .count()
                .flatMap(count -> count < MOST
                        ? Mono.empty()
                        : Mono.error(new DomainException.Invalid(
                                "You have " + MOST + " tokens, which is the most. Revoke those that are not needed.")));
    }
}
