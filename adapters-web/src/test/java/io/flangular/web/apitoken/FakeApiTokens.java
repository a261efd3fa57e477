package io.flangular.web.apitoken;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.ApiTokenSecret;
import io.flangular.domain.apitoken.CheckApiToken;
import io.flangular.domain.apitoken.InMemoryApiTokens;
import io.flangular.domain.apitoken.IssuedApiToken;
import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.security.secret.Sha256SecretHasher;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of tokens with one user and no memory. */
public class FakeApiTokens implements ManageApiTokens, CheckApiToken {
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
    public Mono<IssuedApiToken> issue(
            long userId, String name, ApiTokenScope scope, @Nullable Instant endsAt, Client client) {
        return Mono.defer(() -> {
            ApiTokenSecret secret = ApiTokenSecret.generate(random);
            Instant now = clock.instant();
            Instant end = endsAt == null ? now.plus(DEFAULT_LIFETIME) : endsAt;
            return tokens.add(new ApiTokenGrant(hash(secret), userId, name, scope, now, end))
                    .map(token -> new IssuedApiToken(token, secret));
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
    public Mono<UserApiToken> check(ApiTokenSecret secret) {
        return tokens.find(hash(secret))
                .filter(token -> token.activeAt(clock.instant()))
                .map(token -> new UserApiToken(token, owner()));
    }

    /** The secret of a new token. */
    String secret(ApiTokenScope scope) {
        return issue(1, "script", scope, null, CLIENT).block().secret().value();
    }

    private ApiTokenHash hash(ApiTokenSecret secret) {
        return new ApiTokenHash(hasher.hash(secret.value()));
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
