package io.flangular.web.token;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.CheckToken;
import io.flangular.domain.token.InMemoryApiTokens;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.IssuedToken;
import io.flangular.domain.token.ListTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.domain.token.TokenGrant;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.TokenSecret;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.web.Sha256SecretHasher;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of tokens with one user and no memory. */
public class FakeApiTokens implements IssueToken, ListTokens, RevokeToken, CheckToken {
    static final Client CLIENT = new Client("192.0.2.1", null, null);

    private final InMemoryApiTokens tokens = new InMemoryApiTokens();
    private final SecretHasher hasher = new Sha256SecretHasher();
    private final FakeRandomBytes random = new FakeRandomBytes();
    private final Clock clock;

    /** What the owner of the tokens may do. */
    volatile Role role = Role.ADMINISTRATOR;

    public FakeApiTokens(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<IssuedToken> issue(
            long userId, String name, TokenScope scope, @Nullable Instant endsAt, Client client) {
        return Mono.defer(() -> {
            TokenSecret secret = TokenSecret.generate(random);
            Instant now = clock.instant();
            Instant end = endsAt == null ? now.plus(USUAL) : endsAt;
            return tokens.add(new TokenGrant(hash(secret), userId, name, scope, now, end))
                    .map(token -> new IssuedToken(token, secret));
        });
    }

    @Override
    public Flux<ApiToken> list(long userId) {
        return tokens.ofUser(userId);
    }

    @Override
    public Mono<Void> revoke(long userId, long id, Client client) {
        return tokens.revoke(userId, id, clock.instant())
                .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such token.")))
                .then();
    }

    @Override
    public Mono<UserToken> check(TokenSecret secret) {
        return tokens.find(hash(secret))
                .filter(token -> token.activeAt(clock.instant()))
                .map(token -> new UserToken(token, owner()));
    }

    /** The secret of a new token. */
    String secret(TokenScope scope) {
        return issue(1, "script", scope, null, CLIENT).block().secret().value();
    }

    private TokenHash hash(TokenSecret secret) {
        return new TokenHash(hasher.hash(secret.value()));
    }

    private User owner() {
        return new User(
                1,
                new EmailAddress("ada@example.org"),
                "Ada",
                role,
                new PasswordHash(""),
                false,
                Instant.parse("2026-01-01T00:00:00Z"),
                null);
    }
}
