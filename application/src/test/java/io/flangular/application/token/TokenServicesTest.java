package io.flangular.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.ShortMemory;
import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SettableClock;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.InMemoryApiTokens;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.IssuedToken;
import io.flangular.domain.token.PlainTokenHasher;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenScope;
import io.flangular.domain.token.TokenSecret;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class TokenServicesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00.123456Z"));
    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryApiTokens tokens = new InMemoryApiTokens();
    private final PlainTokenHasher hasher = new PlainTokenHasher();
    private final ShortMemory<TokenHash, UserToken> memory = new ShortMemory<>();
    private final IssueTokenService issue = new IssueTokenService(tokens, hasher, new FakeRandomBytes(), clock);
    private final ListTokensService list = new ListTokensService(tokens);
    private final RevokeTokenService revoke = new RevokeTokenService(tokens, memory, clock);
    private final CheckTokenService check = new CheckTokenService(tokens, users, hasher, memory, clock);

    private User ada;
    private User eve;

    @BeforeEach
    void addUsers() {
        ada = users.add(new EmailAddress("ada@example.org"), "Ada", new PasswordHash(""))
                .block();
        eve = users.add(new EmailAddress("eve@example.org"), null, new PasswordHash(""))
                .block();
    }

    @Test
    void aNewTokenIsGoodForItsOwner() {
        IssuedToken issued =
                issue.issue(ada.id(), " import ", TokenScope.WRITE, null).block();

        assertThat(issued.token().grant().name()).isEqualTo("import");
        assertThat(issued.token().grant().hash()).isEqualTo(hasher.hash(issued.secret()));
        assertThat(issued.token().grant().createdAt()).isEqualTo("2026-11-23T12:00:00.123Z");
        assertThat(issued.token().grant().endsAt()).isEqualTo("2027-02-21T12:00:00.123Z");
        assertThat(check.check(issued.secret()).block()).isEqualTo(new UserToken(issued.token(), ada));
    }

    @Test
    void anUnknownSecretIsNotGood() {
        issue();

        assertThat(good(new TokenSecret("flg_unknown"))).isFalse();
    }

    @Test
    void whatBreaksARuleIsRefusedAndNothingIsKept() {
        StepVerifier.create(issue.issue(ada.id(), "", TokenScope.READ, null))
                .verifyError(DomainException.Invalid.class);
        StepVerifier.create(issue.issue(ada.id(), "import", TokenScope.READ, clock.instant()))
                .verifyError(DomainException.Invalid.class);
        assertThat(tokens.size()).isZero();
    }

    @Test
    void aUserHasAtMostFiftyTokensThatAreNotRevoked() {
        IssuedToken first = issue();
        for (int i = 1; i < IssueToken.MOST; i++) {
            issue();
        }
        StepVerifier.create(issue.issue(ada.id(), "one more", TokenScope.READ, null))
                .verifyError(DomainException.Invalid.class);
        assertThat(issue.issue(eve.id(), "of another", TokenScope.READ, null).block())
                .isNotNull();

        revoke.revoke(ada.id(), first.token().id()).block();
        issue();
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() {
        IssuedToken issued = issue.issue(
                        ada.id(), "import", TokenScope.READ, clock.instant().plus(Duration.ofDays(1)))
                .block();

        clock.set(issued.token().grant().endsAt().minusMillis(1));
        assertThat(good(issued.secret())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(good(issued.secret())).isFalse();
        assertThat(list.list(ada.id()).count().block()).isOne();
    }

    @Test
    void whatEndedAMonthAgoIsForgotten() {
        issue();
        clock.advance(IssueToken.USUAL.plus(Duration.ofDays(31)));
        issue();

        assertThat(tokens.size()).isOne();
    }

    @Test
    void aRevocationCountsAtOnce() {
        IssuedToken issued = issue();
        IssuedToken other = issue();
        assertThat(good(issued.secret())).isTrue();

        revoke.revoke(ada.id(), issued.token().id()).block();

        assertThat(good(issued.secret())).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(good(issued.secret())).isFalse();
        assertThat(good(other.secret())).isTrue();
        StepVerifier.create(list.list(ada.id()).map(ApiToken::id))
                .expectNext(other.token().id())
                .verifyComplete();
    }

    @Test
    void aRevocationCountsAgainstALookUpThatIsUnderWay() {
        IssuedToken issued = issue();
        Sinks.Empty<Void> late = Sinks.empty();
        InMemoryApiTokens slow = new InMemoryApiTokens() {
            @Override
            public Mono<ApiToken> find(TokenHash sought) {
                return tokens.find(sought).delayUntil(found -> late.asMono());
            }
        };
        CheckTokenService slowCheck = new CheckTokenService(slow, users, hasher, memory, clock);

        StepVerifier.create(slowCheck.check(issued.secret()))
                .expectSubscription()
                .then(() -> revoke.revoke(ada.id(), issued.token().id()).block())
                .then(late::tryEmitEmpty)
                .verifyComplete();
    }

    @Test
    void nobodyElseRevokesIt() {
        IssuedToken issued = issue();

        StepVerifier.create(revoke.revoke(eve.id(), issued.token().id())).verifyError(DomainException.NotFound.class);
        StepVerifier.create(revoke.revoke(ada.id(), 4711)).verifyError(DomainException.NotFound.class);
        assertThat(good(issued.secret())).isTrue();
        assertThat(list.list(eve.id()).count().block()).isZero();
    }

    @Test
    void theTokenOfADisabledUserIsOutAfterOneSecond() {
        IssuedToken issued = issue();
        assertThat(good(issued.secret())).isTrue();

        users.setDisabled(ada.id(), true).block();
        clock.advance(Duration.ofSeconds(1));
        assertThat(good(issued.secret())).isFalse();

        users.setDisabled(ada.id(), false).block();
        assertThat(good(issued.secret())).isTrue();
    }

    @Test
    void aRevocationByAnotherNodeCountsAfterOneSecond() {
        IssuedToken issued = issue();
        assertThat(good(issued.secret())).isTrue();

        tokens.revoke(ada.id(), issued.token().id(), clock.instant()).block();
        clock.advance(Duration.ofMillis(999));
        assertThat(good(issued.secret())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(good(issued.secret())).isFalse();
        assertThat(tokens.lookups()).isEqualTo(2);
    }

    @Test
    void theLastUseIsNotedOnceAMinute() {
        IssuedToken issued = issue();
        for (int second = 0; second < 120; second++) {
            assertThat(good(issued.secret())).isTrue();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(tokens.notes()).isEqualTo(2);
        assertThat(list.list(ada.id()).blockFirst().lastUsedAt())
                .isEqualTo(clock.instant().minusSeconds(60));
    }

    @Test
    void aUseThatCannotBeNotedIsAllowedAllTheSame() {
        IssuedToken issued = issue();
        InMemoryApiTokens readOnly = new InMemoryApiTokens() {
            @Override
            public Mono<ApiToken> find(TokenHash hash) {
                return tokens.find(hash);
            }

            @Override
            public Mono<Void> noteUse(long id, Instant instant) {
                return Mono.error(new IllegalStateException("The database is read-only."));
            }
        };
        CheckTokenService readingCheck = new CheckTokenService(readOnly, users, hasher, memory, clock);

        assertThat(readingCheck.check(issued.secret()).hasElement().block()).isTrue();
    }

    private IssuedToken issue() {
        return issue.issue(ada.id(), "import", TokenScope.READ, null).block();
    }

    private boolean good(TokenSecret secret) {
        return check.check(secret).hasElement().block();
    }
}
