package io.flangular.web.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.CheckToken;
import io.flangular.domain.token.InMemoryApiTokens;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.IssuedToken;
import io.flangular.domain.token.ListTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.domain.token.TokenGrant;
import io.flangular.domain.token.TokenHasher;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.TokenSecret;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of tokens with one user and no memory. */
public class FakeApiTokens implements IssueToken, ListTokens, RevokeToken, CheckToken {
    private final InMemoryApiTokens tokens = new InMemoryApiTokens();
    private final TokenHasher hasher = new Sha256TokenHasher();
    private final FakeRandomBytes random = new FakeRandomBytes();
    private final Clock clock;
    private final User user = new User(1, new EmailAddress("ada@example.org"), "Ada", new PasswordHash(""), false);

    public FakeApiTokens(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<IssuedToken> issue(long userId, String name, TokenScope scope, @Nullable Instant endsAt) {
        return Mono.defer(() -> {
            TokenSecret secret = TokenSecret.generate(random);
            Instant now = clock.instant();
            Instant end = endsAt == null ? now.plus(USUAL) : endsAt;
            return tokens.add(new TokenGrant(hasher.hash(secret), userId, name, scope, now, end))
                    .map(token -> new IssuedToken(token, secret));
        });
    }

    @Override
    public Flux<ApiToken> list(long userId) {
        return tokens.ofUser(userId);
    }

    @Override
    public Mono<Void> revoke(long userId, long id) {
        return tokens.revoke(userId, id, clock.instant())
                .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such token.")))
                .then();
    }

    @Override
    public Mono<UserToken> check(TokenSecret secret) {
        return tokens.find(hasher.hash(secret))
                .filter(token -> token.activeAt(clock.instant()))
                .map(token -> new UserToken(token, user));
    }

    /** The secret of a new token. */
    String secret(TokenScope scope) {
        return issue(user.id(), "script", scope, null).block().secret().value();
    }
}
