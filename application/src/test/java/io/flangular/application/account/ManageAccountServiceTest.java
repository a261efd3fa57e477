package io.flangular.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.domain.DomainException;
import io.flangular.domain.account.AccountOverview;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordMatch;
import io.flangular.domain.user.password.PlainPasswordHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ManageAccountServiceTest {
    private static final String PASSWORD = Installation.PASSWORD;
    private static final String ANOTHER = "another horse altogether";
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();

    private User ada;
    private UserSession current;
    private UserSession other;
    private UserSession ofBob;

    @BeforeEach
    void begin() {
        ada = all.add("ada", Role.EDITOR);
        current = all.begin(ada);
        other = all.begin(ada);
        ofBob = all.begin(all.add("bob", Role.EDITOR));
    }

    @Test
    void theOverviewShowsTheAccountAsItIs() {
        assertThat(all.account.overview(current).block()).isEqualTo(new AccountOverview(ada, false, 0));

        all.secondFactorOf(ada);
        all.factors.replaceRecoveryCodes(ada.id(), List.of("a", "b")).block();
        assertThat(all.account.overview(current).block()).isEqualTo(new AccountOverview(ada, true, 2));
    }

    @Test
    void aNewNameTakesEffectAtOnce() {
        assertThat(all.active(current)).isTrue();

        assertThat(all.account
                        .rename(current, " Ada Lovelace ", CLIENT)
                        .block()
                        .user()
                        .name())
                .isEqualTo("Ada Lovelace");
        assertThat(all.checkSession.check(current.session().id()).block().user().name())
                .isEqualTo("Ada Lovelace");
        assertThat(all.account.rename(current, "", CLIENT).block().user().name())
                .isNull();
        StepVerifier.create(all.account.rename(current, "Ada\nLovelace", CLIENT))
                .verifyError(DomainException.Invalid.class);
    }

    @Test
    void aPasswordChangeEndsTheOtherSessionsAndKeepsTheCurrentOne() {
        assertThat(all.active(other)).isTrue();

        change(PASSWORD, ANOTHER).block();

        assertThat(all.active(other)).isFalse();
        assertThat(all.active(current)).isTrue();
        assertThat(all.active(ofBob)).isTrue();
        assertThat(all.stored(ada).passwordHash()).isEqualTo(new PasswordHash("plain:" + ANOTHER));
        assertThat(all.stored(ada).passwordChangedAt()).isEqualTo(all.clock.instant());
        StepVerifier.create(all.login.login("ada@example.org", PASSWORD, CLIENT))
                .verifyError(DomainException.NotAuthenticated.class);
        StepVerifier.create(all.login.login("ada@example.org", ANOTHER, CLIENT))
                .expectNextMatches(LoginStep.LoggedIn.class::isInstance)
                .verifyComplete();
    }

    @Test
    void aPasswordChangeIsRecordedTogetherWithIt() {
        change(PASSWORD, ANOTHER).block();

        AuditEvent event = all.event(Kind.PASSWORD_CHANGED);
        assertThat(event.actorId()).isEqualTo(ada.id());
        assertThat(event.subjectId()).isEqualTo(ada.id());
        assertThat(all.recordedAlone).isEmpty();
        assertThat(all.log.events().toString()).doesNotContain("horse");
    }

    @Test
    void aPasswordChangeDeletesTheOneTimeLink() {
        Instant tomorrow = all.clock.instant().plus(Duration.ofDays(1));
        all.links
                .replace(new OneTimeLink("hash", ada.id(), ada.id(), LinkPurpose.RESET, tomorrow))
                .block();

        change(PASSWORD, ANOTHER).block();

        assertThat(all.links.size()).isZero();
    }

    @Test
    void withoutThePasswordNothingChanges() {
        invalid(change("wrong horse battery", ANOTHER), "password");

        assertThat(all.stored(ada)).isEqualTo(ada);
        assertThat(all.active(other)).isTrue();
        AuditEvent event = all.event(Kind.PASSWORD_REFUSED);
        assertThat(event.subjectId()).isEqualTo(ada.id());
        assertThat(event.details()).isEqualTo(Map.of("reason", "password", "for", "password"));
        assertThat(all.events(Kind.PASSWORD_CHANGED)).isEmpty();
    }

    @Test
    void aPasswordThatIsLongerThanAnyIsNotVerified() {
        int before = all.hasher.verifications();

        invalid(change("x".repeat(1025), ANOTHER), "password");
        assertThat(all.hasher.verifications()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"fourteen chars", Installation.PASSWORD, Installation.COMMON, "my name is ada of course"})
    void aBadNewPasswordIsRefused(String newPassword) {
        invalid(change(PASSWORD, newPassword), "new_password");

        assertThat(all.stored(ada)).isEqualTo(ada);
        assertThat(all.active(other)).isTrue();
    }

    @Test
    void guessesOfThePasswordInASessionAreThrottled() {
        for (int i = 0; i < 10; i++) {
            invalid(change("wrong horse battery", ANOTHER), "password");
        }
        int verified = all.hasher.verifications();
        StepVerifier.create(change(PASSWORD, ANOTHER))
                .verifyErrorSatisfies(error -> assertThat(((DomainException.TooMany) error).retryAfter())
                        .isEqualTo(Duration.ofSeconds(40)));
        assertThat(all.hasher.verifications()).isEqualTo(verified);
        assertThat(all.events(Kind.PASSWORD_REFUSED)).hasSize(10);

        // Neither another session of the owner nor the login pays for it.
        all.account.changePassword(other, PASSWORD, ANOTHER, CLIENT).block();
    }

    @Test
    void theRightPasswordIsNeverThrottled() {
        for (int i = 0; i < 20; i++) {
            invalid(change(PASSWORD, PASSWORD), "new_password");
        }
    }

    @Test
    void theBrowserThatChangedThePasswordCanBecomeAKnownDevice() {
        String before = all.account.deviceBinding(current).block();
        change(PASSWORD, ANOTHER).block();

        assertThat(all.account.deviceBinding(current).block())
                .isEqualTo(all.device(ada, "laptop").device().binding())
                .isNotEqualTo(before);
    }

    @Test
    void ofTwoConcurrentPasswordChangesOneFails() {
        PasswordHash faster = new PasswordHash("plain:a faster horse");
        PasswordConfirmation racing = new PasswordConfirmation(
                all.users,
                new PlainPasswordHasher() {
                    @Override
                    public Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash) {
                        return super.match(typed, hash)
                                .delayUntil(match -> all.users.setPassword(ada.id(), faster, all.clock.instant()));
                    }
                },
                all.throttle,
                all.audit);
        ManageAccountService service = all.accountWith(racing);

        StepVerifier.create(service.changePassword(current, PASSWORD, ANOTHER, CLIENT))
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys("password"));
        assertThat(all.stored(ada).passwordHash()).isEqualTo(faster);
    }

    @Test
    void ownSessionsAreListedLastUsedFirst() {
        all.clock.advance(Duration.ofMinutes(2));
        assertThat(all.active(current)).isTrue();

        assertThat(all.account.sessions(current).map(Session::id).collectList().block())
                .containsExactly(current.session().id(), other.session().id());
    }

    @Test
    void anIdleSessionIsNotListed() {
        all.clock.advance(Installation.IDLE.plus(Session.PRECISION));
        all.checkSession.check(current.session().id()).block();
        assertThat(all.account.sessions(current).map(Session::id).collectList().block())
                .containsExactly(current.session().id());
    }

    @Test
    void aSessionIsEndedByItsHandleAtOnce() {
        assertThat(all.active(other)).isTrue();

        all.account.endSession(current, other.session().handle(), CLIENT).block();

        assertThat(all.active(other)).isFalse();
        assertThat(all.active(current)).isTrue();
        assertThat(all.event(Kind.SESSIONS_ENDED).details()).isEqualTo(Map.of("count", "1"));
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void aSessionOfAnotherUserCannotBeEnded() {
        for (String handle :
                new String[] {ofBob.session().handle(), other.session().id().value(), "unknown"}) {
            StepVerifier.create(all.account.endSession(current, handle, CLIENT))
                    .verifyError(DomainException.NotFound.class);
        }
        assertThat(all.active(ofBob)).isTrue();
        assertThat(all.active(other)).isTrue();
        assertThat(all.events(Kind.SESSIONS_ENDED)).isEmpty();
    }

    @Test
    void theOtherSessionsAreEndedAtOnce() {
        UserSession third = all.begin(ada);
        assertThat(all.active(other)).isTrue();

        assertThat(all.account.endOtherSessions(current, CLIENT).block()).isEqualTo(2);

        assertThat(all.active(other)).isFalse();
        assertThat(all.active(third)).isFalse();
        assertThat(all.active(current)).isTrue();
        assertThat(all.active(ofBob)).isTrue();
        assertThat(all.event(Kind.SESSIONS_ENDED).details()).isEqualTo(Map.of("count", "2"));
        assertThat(all.account.endOtherSessions(current, CLIENT).block()).isZero();
        assertThat(all.events(Kind.SESSIONS_ENDED)).hasSize(1);
        assertThat(all.recordedAlone).isEmpty();
    }

    private Mono<Void> change(String password, String newPassword) {
        return all.account.changePassword(current, password, newPassword, CLIENT);
    }

    private static void invalid(Mono<?> change, String field) {
        StepVerifier.create(change)
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys(field));
    }
}
