package io.flangular.application.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.domain.DomainException;
import io.flangular.domain.administration.UserChange;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.password.FakePasswordStrength;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PlainPasswordHasher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RedeemLinkServiceTest {
    private static final String CHOSEN = "another horse altogether";
    private static final Client CLIENT = Installation.CLIENT;

    private final Installation all = new Installation();

    private User root;
    private User ada;
    private User ivy;

    @BeforeEach
    void addUsers() {
        root = all.add("root", Role.ADMINISTRATOR);
        ada = all.add("ada", Role.EDITOR);
        ivy = all.add("ivy", Role.VIEWER, null);
    }

    @Test
    void anInvitedUserChoosesAPasswordAndLogsIn() {
        User changed = all.redeem.redeem(link(ivy), CHOSEN, CLIENT).block();

        assertThat(changed).isEqualTo(all.stored(ivy));
        assertThat(changed.passwordHash()).isEqualTo(new PasswordHash("plain:" + CHOSEN));
        assertThat(changed.passwordChangedAt()).isEqualTo(all.clock.instant());
        StepVerifier.create(all.login.login("ivy@example.org", CHOSEN, CLIENT))
                .expectNextMatches(LoginStep.LoggedIn.class::isInstance)
                .verifyComplete();
    }

    @Test
    void aResetEndsAllSessionsAtOnceAndKeepsTheSecondFactor() {
        UserSession session = all.begin(ada);
        UserSession ofRoot = all.begin(root);
        all.secondFactorOf(ada);
        assertThat(all.active(session)).isTrue();

        all.redeem.redeem(link(ada), CHOSEN, CLIENT).block();

        assertThat(all.active(session)).isFalse();
        assertThat(all.active(ofRoot)).isTrue();
        assertThat(all.factors.on(ada.id())).isTrue();
    }

    @Test
    void theUseOfALinkIsRecordedInTheSameTransaction() {
        all.redeem.redeem(link(ada), CHOSEN, CLIENT).block();

        AuditEvent event = all.event(Kind.LINK_USED);
        assertThat(event.actorId()).isEqualTo(ada.id());
        assertThat(event.subjectId()).isEqualTo(ada.id());
        assertThat(event.details())
                .isEqualTo(Map.of(
                        "purpose", "reset", "issuer", Long.toString(root.id()), "issuer_name", root.displayName()));
        assertThat(all.recordedAlone).isEmpty();
        assertThat(all.log.events().toString()).doesNotContain("horse");
    }

    @Test
    void aLinkWorksOnce() {
        String code = link(ada);
        all.redeem.redeem(code, CHOSEN, CLIENT).block();

        refused(all.redeem.redeem(code, "yet another horse here", CLIENT));
        assertThat(all.stored(ada).passwordHash()).isEqualTo(new PasswordHash("plain:" + CHOSEN));
    }

    @Test
    void aNewLinkReplacesTheOldOne() {
        String former = link(ada);
        String code = link(ada);

        refused(all.redeem.redeem(former, CHOSEN, CLIENT));
        assertThat(all.redeem.redeem(code, CHOSEN, CLIENT).hasElement().block()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anUnknownCodeIsRefusedAndRecordedWithoutTheCode(String code) {
        refused(all.redeem.redeem(code, CHOSEN, CLIENT));

        AuditEvent event = all.event(Kind.LINK_REFUSED);
        assertThat(event.subjectId()).isNull();
        assertThat(event.details()).isEmpty();
    }

    @Test
    void anInvitationWorksForThreeDaysAndAResetForOne() {
        String invitation = link(ivy);
        String reset = link(ada);
        all.clock.advance(LinkPurpose.RESET.lifetime());
        refused(all.redeem.redeem(reset, CHOSEN, CLIENT));
        all.clock.advance(Duration.ofDays(2).minusMillis(1));

        assertThat(all.redeem.redeem(invitation, CHOSEN, CLIENT).hasElement().block())
                .isTrue();
    }

    @Test
    void theLinkOfADisabledUserIsRefused() {
        String code = link(ada);
        all.users.setDisabled(ada.id(), true).block();

        refused(all.redeem.redeem(code, CHOSEN, CLIENT));
        assertThat(all.event(Kind.LINK_REFUSED).subjectId()).isEqualTo(ada.id());
        assertThat(all.stored(ada).passwordHash()).isEqualTo(ada.passwordHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fourteen chars", Installation.COMMON, "my name is ada of course"})
    void aBadPasswordIsRefusedAndTheLinkStaysValid(String password) {
        String code = link(ada);

        StepVerifier.create(all.redeem.redeem(code, password, CLIENT))
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys("password"));
        assertThat(all.redeem.redeem(code, CHOSEN, CLIENT).hasElement().block()).isTrue();
    }

    @Test
    void failuresFromOneAddressAreThrottled() {
        String code = link(ada);
        for (int i = 0; i < 30; i++) {
            refused(all.redeem.redeem("unknown", CHOSEN, CLIENT));
        }
        StepVerifier.create(all.redeem.redeem("unknown", CHOSEN, CLIENT)).verifyError(DomainException.TooMany.class);
        assertThat(all.events(Kind.LINK_REFUSED)).hasSize(30);

        // The failures of others at the same address do not keep out who has a link that works.
        assertThat(all.redeem.redeem(code, CHOSEN, CLIENT).hasElement().block()).isTrue();
    }

    @Test
    void aLinkIsInvalidOnceItsIssuerIsNoActiveAdministrator() {
        String ofDisabled = link(ada);
        all.users.setDisabled(root.id(), true).block();
        refused(all.redeem.redeem(ofDisabled, CHOSEN, CLIENT));
        assertThat(all.event(Kind.LINK_REFUSED).details())
                .isEqualTo(Map.of("issuer", Long.toString(root.id()), "issuer_name", root.displayName()));

        all.users.setDisabled(root.id(), false).block();
        all.users.setRole(root.id(), Role.EDITOR).block();
        refused(all.redeem.redeem(ofDisabled, CHOSEN, CLIENT));
    }

    @Test
    void theLinksOfADisabledOrDemotedIssuerStayInvalid() {
        User boss = all.add("boss", Role.ADMINISTRATOR);
        for (UserChange change : List.of(new UserChange(null, null, true), new UserChange(null, Role.EDITOR, null))) {
            String code = link(ada);
            all.administration
                    .change(Installation.requester(Installation.caller(boss)), root.id(), change)
                    .block();
            all.users.setDisabled(root.id(), false).block();
            all.users.setRole(root.id(), Role.ADMINISTRATOR).block();
            refused(all.redeem.redeem(code, CHOSEN, CLIENT));
        }
    }

    @Test
    void aPasswordThatBreaksARuleDoesNotCountAsAFailure() {
        String code = link(ada);
        for (int i = 0; i < 40; i++) {
            StepVerifier.create(all.redeem.redeem(code, "too short", CLIENT))
                    .verifyError(DomainException.Invalid.class);
        }
        assertThat(all.redeem.redeem(code, CHOSEN, CLIENT).hasElement().block()).isTrue();
    }

    @Test
    void ofTwoConcurrentUsesOfALinkOneIsRefused() {
        String code = link(ada);
        RedeemLinkService slower = meanwhile(
                () -> all.redeem.redeem(code, "a faster horse by far", CLIENT).then());

        refused(slower.redeem(code, CHOSEN, CLIENT));
        assertThat(all.stored(ada).passwordHash()).isEqualTo(new PasswordHash("plain:a faster horse by far"));
    }

    @Test
    void aUserWhoIsDisabledDuringTheRequestIsRefused() {
        String code = link(ada);
        RedeemLinkService slower = meanwhile(() -> all.users.setDisabled(ada.id(), true));

        refused(slower.redeem(code, CHOSEN, CLIENT));
        assertThat(all.stored(ada).passwordHash()).isEqualTo(ada.passwordHash());
    }

    private String link(User user) {
        LinkCode code = all.administration
                .issueLink(Installation.requester(Installation.caller(root)), user.id())
                .block()
                .code();
        return code.value();
    }

    private static void refused(Mono<User> redeemed) {
        StepVerifier.create(redeemed)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(DomainException.NotAuthenticated.class)
                        .hasMessage("This link does not work any more. Ask an administrator for another."));
    }

    /** Has something happen while the password is hashed. */
    private RedeemLinkService meanwhile(Supplier<Mono<Void>> event) {
        PlainPasswordHasher slow = new PlainPasswordHasher() {
            @Override
            public Mono<PasswordHash> hash(Password password) {
                return super.hash(password).delayUntil(hash -> event.get());
            }
        };
        return new RedeemLinkService(
                all.links,
                all.users,
                all.sessions,
                all.secretHasher,
                new NewPasswordPolicy(new FakePasswordStrength(), slow),
                all.throttle,
                all.changes,
                all.audit);
    }
}
