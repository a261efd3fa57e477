package io.flangular.application.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.DomainException;
import io.flangular.domain.SettableClock;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.ApiTokenSecret;
import io.flangular.domain.apitoken.InMemoryApiTokens;
import io.flangular.domain.apitoken.IssuedApiToken;
import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ApiTokenServicesTest {
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();
    private final SettableClock clock = all.clock;
    private final InMemoryApiTokens tokens = all.tokens;
    private final ManageApiTokensService manage = all.manageApiTokens;
    private final CheckApiTokenService check = all.checkApiToken;

    private User ada;
    private User eve;

    @BeforeEach
    void addUsers() {
        clock.set(Instant.parse("2026-11-23T12:00:00.123456Z"));
        ada = all.add("ada", Role.EDITOR);
        eve = all.add("eve", Role.VIEWER);
    }

    @Test
    void aNewTokenAuthenticatesItsOwner() {
        IssuedApiToken issued = manage.issue(ada.id(), " import ", ApiTokenScope.WRITE, null, CLIENT)
                .block();

        assertThat(issued.token().grant().name()).isEqualTo("import");
        assertThat(issued.token().grant().hash())
                .isEqualTo(new ApiTokenHash("plain:" + issued.secret().value()));
        assertThat(issued.token().grant().createdAt()).isEqualTo("2026-11-23T12:00:00.123Z");
        assertThat(issued.token().grant().endsAt()).isEqualTo("2027-02-21T12:00:00.123Z");
        assertThat(check.check(issued.secret()).block()).isEqualTo(new UserApiToken(issued.token(), ada));
    }

    @Test
    void anUnknownSecretIsRefused() {
        issue();

        assertThat(good(new ApiTokenSecret("flg_unknown"))).isFalse();
    }

    @Test
    void aTokenThatBreaksARuleIsRefusedAndNotStored() {
        StepVerifier.create(manage.issue(ada.id(), "", ApiTokenScope.READ, null, CLIENT))
                .verifyError(DomainException.Invalid.class);
        StepVerifier.create(manage.issue(ada.id(), "import", ApiTokenScope.READ, clock.instant(), CLIENT))
                .verifyError(DomainException.Invalid.class);
        assertThat(tokens.size()).isZero();
    }

    @Test
    void aUserHasAtMostFiftyTokensThatAreNotRevoked() {
        IssuedApiToken first = issue();
        for (int i = 1; i < ManageApiTokens.MAX_PER_USER; i++) {
            issue();
        }
        StepVerifier.create(manage.issue(ada.id(), "one more", ApiTokenScope.READ, null, CLIENT))
                .verifyError(DomainException.Invalid.class);
        assertThat(manage.issue(eve.id(), "of another", ApiTokenScope.READ, null, CLIENT)
                        .block())
                .isNotNull();

        manage.revoke(ada.id(), first.token().id(), CLIENT).block();
        issue();
    }

    @Test
    void aTokenExpires() {
        IssuedApiToken issued = manage.issue(
                        ada.id(), "import", ApiTokenScope.READ, clock.instant().plus(Duration.ofDays(1)), CLIENT)
                .block();

        clock.set(issued.token().grant().endsAt().minusMillis(1));
        assertThat(good(issued.secret())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(good(issued.secret())).isFalse();
        assertThat(manage.list(ada.id()).count().block()).isOne();
    }

    @Test
    void aRevocationTakesEffectAtOnce() {
        IssuedApiToken issued = issue();
        IssuedApiToken other = issue();
        assertThat(good(issued.secret())).isTrue();

        manage.revoke(ada.id(), issued.token().id(), CLIENT).block();

        assertThat(good(issued.secret())).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(good(issued.secret())).isFalse();
        assertThat(good(other.secret())).isTrue();
        StepVerifier.create(manage.list(ada.id()).map(ApiToken::id))
                .expectNext(other.token().id())
                .verifyComplete();
    }

    @Test
    void aRevocationAlsoAppliesToALookUpInProgress() {
        IssuedApiToken issued = issue();
        Sinks.Empty<Void> late = Sinks.empty();
        InMemoryApiTokens slow = new InMemoryApiTokens() {
            @Override
            public Mono<ApiToken> find(ApiTokenHash sought) {
                return tokens.find(sought).delayUntil(found -> late.asMono());
            }
        };
        CheckApiTokenService slowCheck = over(slow);

        StepVerifier.create(slowCheck.check(issued.secret()))
                .expectSubscription()
                .then(() -> manage.revoke(ada.id(), issued.token().id(), CLIENT).block())
                .then(late::tryEmitEmpty)
                .verifyComplete();
    }

    @Test
    void aTokenOfAnotherUserCannotBeRevoked() {
        IssuedApiToken issued = issue();

        StepVerifier.create(manage.revoke(eve.id(), issued.token().id(), CLIENT))
                .verifyError(DomainException.NotFound.class);
        StepVerifier.create(manage.revoke(ada.id(), 4711, CLIENT)).verifyError(DomainException.NotFound.class);
        assertThat(good(issued.secret())).isTrue();
        assertThat(manage.list(eve.id()).count().block()).isZero();
    }

    @Test
    void theTokenOfADisabledUserIsRefusedAfterOneSecond() {
        IssuedApiToken issued = issue();
        assertThat(good(issued.secret())).isTrue();

        all.users.setDisabled(ada.id(), true).block();
        clock.advance(Duration.ofSeconds(1));
        assertThat(good(issued.secret())).isFalse();

        all.users.setDisabled(ada.id(), false).block();
        assertThat(good(issued.secret())).isTrue();
    }

    @Test
    void aRevocationByAnotherNodeTakesEffectAfterOneSecond() {
        IssuedApiToken issued = issue();
        assertThat(good(issued.secret())).isTrue();

        tokens.revoke(ada.id(), issued.token().id(), clock.instant()).block();
        clock.advance(Duration.ofMillis(999));
        assertThat(good(issued.secret())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(good(issued.secret())).isFalse();
        assertThat(tokens.lookups()).isEqualTo(2);
    }

    @Test
    void theTimeOfTheLastUseIsStoredOnceAMinute() {
        IssuedApiToken issued = issue();
        for (int second = 0; second < 120; second++) {
            assertThat(good(issued.secret())).isTrue();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(tokens.notes()).isEqualTo(2);
        assertThat(manage.list(ada.id()).blockFirst().lastUsedAt())
                .isEqualTo(clock.instant().minusSeconds(60));
    }

    @Test
    void aUseWhoseTimeCannotBeStoredIsStillAllowed() {
        IssuedApiToken issued = issue();
        InMemoryApiTokens readOnly = new InMemoryApiTokens() {
            @Override
            public Mono<ApiToken> find(ApiTokenHash hash) {
                return tokens.find(hash);
            }

            @Override
            public Mono<Void> noteUse(long id, Instant instant) {
                return Mono.error(new IllegalStateException("The database is read-only."));
            }
        };
        CheckApiTokenService readingCheck = over(readOnly);

        assertThat(readingCheck.check(issued.secret()).hasElement().block()).isTrue();
    }

    @Test
    void aViewerCannotIssueATokenForWriting() {
        StepVerifier.create(manage.issue(eve.id(), "import", ApiTokenScope.WRITE, null, CLIENT))
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys("scope"));
        assertThat(tokens.size()).isZero();
        assertThat(manage.issue(eve.id(), "export", ApiTokenScope.READ, null, CLIENT)
                        .hasElement()
                        .block())
                .isTrue();
    }

    @Test
    void issueAndRevocationAreRecordedInTheSameTransaction() {
        IssuedApiToken issued = issue();
        manage.revoke(ada.id(), issued.token().id(), CLIENT).block();

        String id = Long.toString(issued.token().id());
        assertThat(all.event(Kind.TOKEN_MADE).details()).isEqualTo(Map.of("token", id, "scope", "read"));
        assertThat(all.event(Kind.TOKEN_REVOKED).details()).isEqualTo(Map.of("token", id));
        assertThat(all.log.events()).allMatch(event -> event.actorId() == ada.id() && event.subjectId() == ada.id());
        assertThat(all.log.events().toString()).doesNotContain(issued.secret().value());
        assertThat(all.recordedAlone).isEmpty();
    }

    private CheckApiTokenService over(InMemoryApiTokens others) {
        return new CheckApiTokenService(others, all.users, all.secretHasher, all.apiTokenCache, clock);
    }

    private IssuedApiToken issue() {
        return manage.issue(ada.id(), "import", ApiTokenScope.READ, null, CLIENT)
                .block();
    }

    private boolean good(ApiTokenSecret secret) {
        return check.check(secret).hasElement().block();
    }
}
