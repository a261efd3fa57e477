package io.flangular.application.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.DomainException;
import io.flangular.domain.administration.ManageUsers.Invited;
import io.flangular.domain.administration.Requester;
import io.flangular.domain.administration.UserChange;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.apitoken.IssuedApiToken;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.FakeLinkMail;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.UserStatus;
import io.flangular.domain.user.email.EmailAddress;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ManageUsersServiceTest {
    private static final Client CLIENT = Installation.CLIENT;
    private static final EmailAddress NEW = Installation.email("new");

    private final Installation all = new Installation();
    private final ManageUsersService service = all.administration;

    private User root;
    private User ada;
    private Caller caller;

    @BeforeEach
    void addUsers() {
        root = all.add("root", Role.ADMINISTRATOR);
        ada = all.add("ada", Role.EDITOR);
        caller = Installation.caller(root);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void nonAdministratorsMayDoNothing(Role role) {
        Caller other = new Caller(ada.id(), "Ada", role.permissions());

        Stream.of(
                        service.search(other, new UserSearch("", null, null, 0, 10)),
                        service.find(other, root.id()),
                        service.invite(Installation.requester(other), NEW, null, Role.VIEWER),
                        service.change(Installation.requester(other), root.id(), new UserChange("x", null, null)),
                        service.issueLink(Installation.requester(other), root.id()),
                        service.endSessions(Installation.requester(other), root.id()),
                        service.tokens(other, root.id()),
                        service.revokeApiToken(Installation.requester(other), root.id(), 1),
                        service.removeSecondFactor(Installation.requester(other), root.id()))
                .forEach(work -> StepVerifier.create(work).verifyError(DomainException.NotAllowed.class));
        assertThat(all.log.events()).isEmpty();
        assertThat(all.stored(root)).isEqualTo(root);
    }

    @Test
    void anUnknownUserIsNotFound() {
        Stream.of(
                        service.find(caller, 4711),
                        service.change(Installation.requester(caller), 4711, new UserChange("x", Role.VIEWER, true)),
                        service.issueLink(Installation.requester(caller), 4711),
                        service.endSessions(Installation.requester(caller), 4711),
                        service.tokens(caller, 4711),
                        service.revokeApiToken(Installation.requester(caller), 4711, 1),
                        service.removeSecondFactor(Installation.requester(caller), 4711))
                .forEach(work -> StepVerifier.create(work).verifyError(DomainException.NotFound.class));
        assertThat(all.log.events()).isEmpty();
    }

    @Test
    void usersAreSearched() {
        assertThat(service.search(caller, new UserSearch("ad", null, null, 0, 10))
                        .block()
                        .users())
                .extracting(UserOverview::user)
                .containsExactly(ada);
        assertThat(service.find(caller, ada.id()).block().user()).isEqualTo(ada);
    }

    @Test
    void anInvitedUserIsAddedAndGetsALink() {
        Invited invited = service.invite(Installation.requester(caller), NEW, " New User ", Role.VIEWER)
                .block();

        User user = invited.user().user();
        assertThat(invited.user()).isEqualTo(service.find(caller, user.id()).block());
        assertThat(invited.user().status()).isEqualTo(UserStatus.INVITED);
        assertThat(user.name()).isEqualTo("New User");
        assertThat(user.role()).isEqualTo(Role.VIEWER);
        assertThat(user.createdAt()).isEqualTo(all.clock.instant());
        assertThat(invited.link().link().purpose()).isEqualTo(LinkPurpose.INVITATION);
        assertThat(invited.link().link().endsAt()).isEqualTo(all.clock.instant().plus(Duration.ofDays(3)));
        assertThat(invited.link().mailed()).isTrue();
        assertThat(all.mail.sent())
                .containsExactly(new FakeLinkMail.Sent(
                        NEW, invited.link().link(), invited.link().code()));
        concerns(all.event(Kind.USER_ADDED), user, Map.of("role", "viewer"));
        concerns(all.event(Kind.LINK_ISSUED), user, Map.of("purpose", "invitation"));
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void anAddressThatIsTakenIsInvalid() {
        invalid(service.invite(Installation.requester(caller), ada.email(), null, Role.VIEWER), "email");

        assertThat(all.log.events()).isEmpty();
        assertThat(all.mail.sent()).isEmpty();
    }

    @Test
    void aNameThatBreaksARuleIsInvalid() {
        invalid(service.invite(Installation.requester(caller), NEW, "x".repeat(201), Role.VIEWER), "name");
        invalid(service.change(Installation.requester(caller), ada.id(), new UserChange("x\ny", null, null)), "name");
        assertThat(all.users.find(NEW).block()).isNull();
    }

    static Stream<LinkMail> mailThatFails() {
        return Stream.of(
                new FakeLinkMail(Mono.just(false)),
                new FakeLinkMail(Mono.empty()),
                new FakeLinkMail(Mono.error(new IllegalStateException("The post office is closed."))),
                (user, link, code) -> {
                    throw new IllegalStateException("The post office has burnt down.");
                });
    }

    @ParameterizedTest
    @MethodSource("mailThatFails")
    void aFailedMailLosesNeitherUserNorLink(LinkMail mail) {
        ManageUsersService failing = all.administrationWith(mail);

        Invited invited = failing.invite(Installation.requester(caller), NEW, null, Role.VIEWER)
                .block();
        assertThat(invited.link().mailed()).isFalse();
        assertThat(works(invited.link())).isTrue();
        IssuedLink reset =
                failing.issueLink(Installation.requester(caller), ada.id()).block();
        assertThat(reset.mailed()).isFalse();
        assertThat(works(reset)).isTrue();
    }

    @Test
    void waitingForMailEndsAfterTenSeconds() {
        ManageUsersService waiting = all.administrationWith(new FakeLinkMail(Mono.never()));

        StepVerifier.withVirtualTime(() -> waiting.issueLink(Installation.requester(caller), ada.id()))
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(10))
                .expectNextMatches(link -> !link.mailed() && works(link))
                .verifyComplete();
    }

    @Test
    void valuesThatAreNotGivenStayUnchanged() {
        User before = all.stored(ada);

        assertThat(change(ada, null, null, null).user()).isEqualTo(before);
        assertThat(change(ada, null, Role.EDITOR, false).user()).isEqualTo(before);
        assertThat(change(ada, "Ada", null, null).user().name()).isEqualTo("Ada");
        assertThat(change(ada, null, Role.VIEWER, null).user().name()).isEqualTo("Ada");
        assertThat(change(ada, "", null, null).user().name()).isNull();
        assertThat(all.log.events())
                .extracting(AuditEvent::kind)
                .containsExactly(Kind.USER_RENAMED, Kind.ROLE_CHANGED, Kind.USER_RENAMED);
        concerns(all.events(Kind.USER_RENAMED).get(0), ada, Map.of("from", "ada", "to", "Ada"));
        concerns(all.events(Kind.USER_RENAMED).get(1), ada, Map.of("from", "Ada"));
    }

    @Test
    void aNewRoleAppliesAtOnceInSessionsAndTokens() {
        UserSession session = all.begin(ada);
        IssuedApiToken token = all.manageApiTokens
                .issue(ada.id(), "import", ApiTokenScope.WRITE, null, CLIENT)
                .block();
        assertThat(all.checkApiToken.check(token.secret()).block().user().role())
                .isEqualTo(Role.EDITOR);
        assertThat(all.active(session)).isTrue();

        assertThat(change(ada, null, Role.VIEWER, null).user().role()).isEqualTo(Role.VIEWER);

        assertThat(all.checkSession.check(session.session().id()).block().user().role())
                .isEqualTo(Role.VIEWER);
        assertThat(all.checkApiToken.check(token.secret()).block().user().role())
                .isEqualTo(Role.VIEWER);
        concerns(all.event(Kind.ROLE_CHANGED), ada, Map.of("from", "editor", "to", "viewer"));
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void aDisabledUserLosesSessionsLinksAndTokensForGood() {
        UserSession session = all.begin(ada);
        IssuedApiToken token = all.manageApiTokens
                .issue(ada.id(), "import", ApiTokenScope.READ, null, CLIENT)
                .block();
        IssuedLink link =
                service.issueLink(Installation.requester(caller), ada.id()).block();
        assertThat(all.active(session)).isTrue();
        assertThat(all.checkApiToken.check(token.secret()).hasElement().block()).isTrue();

        assertThat(change(ada, null, null, true).status()).isEqualTo(UserStatus.DISABLED);

        assertThat(all.active(session)).isFalse();
        assertThat(all.checkApiToken.check(token.secret()).hasElement().block()).isFalse();
        assertThat(works(link)).isFalse();
        concerns(all.event(Kind.USER_DISABLED), ada, Map.of("tokens", "1"));

        assertThat(change(ada, null, null, false).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(all.active(session)).isFalse();
        assertThat(works(link)).isFalse();
        assertThat(all.checkApiToken.check(token.secret()).hasElement().block()).isFalse();
        concerns(all.event(Kind.USER_ENABLED), ada, Map.of());
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void administratorsCannotDisableOrDemoteThemselves() {
        all.add("second", Role.ADMINISTRATOR);

        invalid(
                service.change(Installation.requester(caller), root.id(), new UserChange(null, Role.EDITOR, null)),
                "role");
        invalid(
                service.change(Installation.requester(caller), root.id(), new UserChange(null, null, true)),
                "disabled");
        assertThat(all.stored(root)).isEqualTo(root);
        assertThat(change(root, "Root", Role.ADMINISTRATOR, false).user().name())
                .isEqualTo("Root");
    }

    @Test
    void administratorsCannotResetTheirOwnCredentials() {
        all.secondFactorOf(root);

        StepVerifier.create(service.issueLink(Installation.requester(caller), root.id()))
                .verifyError(DomainException.Invalid.class);
        StepVerifier.create(service.removeSecondFactor(Installation.requester(caller), root.id()))
                .verifyError(DomainException.Invalid.class);
        assertThat(service.find(caller, root.id()).block().secondFactor()).isTrue();
        assertThat(all.events(Kind.LINK_ISSUED)).isEmpty();
        assertThat(all.events(Kind.SECOND_FACTOR_OFF)).isEmpty();
    }

    @Test
    void theLastAdministratorCannotBeDisabledOrDemoted() {
        Caller gone = new Caller(4711, "Gone", Role.ADMINISTRATOR.permissions());

        invalid(
                service.change(Installation.requester(gone), root.id(), new UserChange(null, Role.VIEWER, null)),
                "role");
        invalid(service.change(Installation.requester(gone), root.id(), new UserChange(null, null, true)), "disabled");
        assertThat(all.stored(root)).isEqualTo(root);
        assertThat(all.log.events()).isEmpty();
    }

    @Test
    void administratorsWhoCannotLogInDoNotCountAsTheLast() {
        Caller gone = new Caller(4711, "Gone", Role.ADMINISTRATOR.permissions());
        all.add("invited", Role.ADMINISTRATOR, null);
        User disabled = all.add("disabled", Role.ADMINISTRATOR);
        all.users.setDisabled(disabled.id(), true).block();

        invalid(service.change(Installation.requester(gone), root.id(), new UserChange(null, null, true)), "disabled");
    }

    @Test
    void anAdministratorWhoIsNotTheLastCanBeDemotedOrDisabled() {
        User second = all.add("second", Role.ADMINISTRATOR);
        User invited = all.add("invited", Role.ADMINISTRATOR, null);

        assertThat(change(second, null, Role.EDITOR, null).user().role()).isEqualTo(Role.EDITOR);
        assertThat(change(invited, null, null, true).status()).isEqualTo(UserStatus.DISABLED);
    }

    @Test
    void ofTwoAdministratorsWhoDisableEachOtherOneRemains() {
        User second = all.add("second", Role.ADMINISTRATOR);
        change(second, null, null, true);

        invalid(
                service.change(
                        Installation.requester(Installation.caller(second)),
                        root.id(),
                        new UserChange(null, null, true)),
                "disabled");
    }

    @Test
    void aUserWithAPasswordGetsAResetAndOneWithoutAnInvitation() {
        User ivy = all.add("ivy", Role.VIEWER, null);

        assertThat(service.issueLink(Installation.requester(caller), ada.id())
                        .block()
                        .link()
                        .purpose())
                .isEqualTo(LinkPurpose.RESET);
        assertThat(service.issueLink(Installation.requester(caller), ivy.id())
                        .block()
                        .link()
                        .purpose())
                .isEqualTo(LinkPurpose.INVITATION);
        assertThat(all.events(Kind.LINK_ISSUED))
                .extracting(AuditEvent::details)
                .containsExactly(Map.of("purpose", "reset"), Map.of("purpose", "invitation"));
        assertThat(all.mail.sent()).extracting(FakeLinkMail.Sent::to).containsExactly(ada.email(), ivy.email());
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void onlyTheHashOfALinkIsStoredAndItsCodeIsNotRecorded() {
        IssuedLink link =
                service.issueLink(Installation.requester(caller), ada.id()).block();

        assertThat(link.link().hash())
                .isEqualTo(all.secretHasher.hash(link.code().value()));
        assertThat(all.log.events().toString()).doesNotContain(link.code().value());
    }

    @Test
    void aDisabledUserGetsNoLink() {
        change(ada, null, null, true);

        StepVerifier.create(service.issueLink(Installation.requester(caller), ada.id()))
                .verifyError(DomainException.Invalid.class);
        assertThat(all.links.size()).isZero();
    }

    @Test
    void changesThatGrantAccessNeedThePasswordOfTheAdministrator() {
        User second = all.add("second", Role.ADMINISTRATOR);
        all.users.setDisabled(second.id(), true).block();
        all.secondFactorOf(ada);
        for (String password : new String[] {null, "", "wrong horse battery"}) {
            Requester requester = Installation.requester(caller, password);
            Stream.of(
                            service.invite(requester, NEW, null, Role.ADMINISTRATOR),
                            service.change(requester, ada.id(), new UserChange(null, Role.ADMINISTRATOR, null)),
                            service.change(requester, second.id(), new UserChange(null, null, false)),
                            service.issueLink(requester, ada.id()),
                            service.removeSecondFactor(requester, ada.id()))
                    .forEach(work -> invalid(work, "password"));
            all.clock.advance(Duration.ofHours(1));
        }
        assertThat(all.stored(ada)).isEqualTo(ada);
        assertThat(all.stored(second).disabled()).isTrue();
        assertThat(all.users.find(NEW).block()).isNull();
        assertThat(all.links.size()).isZero();
        assertThat(all.factors.on(ada.id())).isTrue();
        assertThat(all.log.events()).extracting(AuditEvent::kind).containsOnly(Kind.PASSWORD_REFUSED);

        Requester requester = Installation.requester(caller);
        assertThat(service.invite(requester, NEW, null, Role.ADMINISTRATOR).block())
                .isNotNull();
        assertThat(change(ada, null, Role.ADMINISTRATOR, null).user().role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(change(second, null, null, false).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void otherChangesNeedNoPassword() {
        Requester requester = Installation.requester(caller, null);

        assertThat(service.invite(requester, NEW, null, Role.EDITOR).block()).isNotNull();
        assertThat(service.change(requester, ada.id(), new UserChange("Ada", Role.VIEWER, true))
                        .block())
                .isNotNull();
        assertThat(service.change(requester, ada.id(), new UserChange(null, null, false))
                        .block())
                .isNotNull();
    }

    @Test
    void aFormerAdministratorCannotIssueLinks() {
        all.add("second", Role.ADMINISTRATOR);
        all.users.setRole(root.id(), Role.EDITOR).block();

        StepVerifier.create(service.issueLink(Installation.requester(caller), ada.id()))
                .verifyError(DomainException.NotAllowed.class);
        StepVerifier.create(service.invite(Installation.requester(caller), NEW, null, Role.VIEWER))
                .verifyError(DomainException.NotAllowed.class);
        assertThat(all.links.size()).isZero();
    }

    @Test
    void tokensOfOtherUsersAreListedAndRevoked() {
        IssuedApiToken token = all.manageApiTokens
                .issue(ada.id(), "import", ApiTokenScope.READ, null, CLIENT)
                .block();
        assertThat(all.checkApiToken.check(token.secret()).hasElement().block()).isTrue();
        assertThat(service.tokens(caller, ada.id()).block())
                .extracting(ApiToken::id)
                .containsExactly(token.token().id());

        StepVerifier.create(service.revokeApiToken(
                        Installation.requester(caller), root.id(), token.token().id()))
                .verifyError(DomainException.NotFound.class);
        service.revokeApiToken(
                        Installation.requester(caller), ada.id(), token.token().id())
                .block();

        assertThat(all.checkApiToken.check(token.secret()).hasElement().block()).isFalse();
        assertThat(service.tokens(caller, ada.id()).block()).isEmpty();
        concerns(
                all.event(Kind.TOKEN_REVOKED),
                ada,
                Map.of("token", Long.toString(token.token().id())));
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void allSessionsOfAUserEndAtOnce() {
        UserSession one = all.begin(ada);
        UserSession other = all.begin(ada);
        UserSession ofRoot = all.begin(root);
        assertThat(all.active(one)).isTrue();

        assertThat(service.endSessions(Installation.requester(caller), ada.id()).block())
                .isEqualTo(2);

        assertThat(all.active(one)).isFalse();
        assertThat(all.active(other)).isFalse();
        assertThat(all.active(ofRoot)).isTrue();
        assertThat(service.endSessions(Installation.requester(caller), ada.id()).block())
                .isZero();
        concerns(all.event(Kind.SESSIONS_ENDED), ada, Map.of("count", "2"));
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void aRemovedSecondFactorIsNotAskedFor() {
        UserSession session = all.begin(ada);
        all.secondFactorOf(ada);
        assertThat(service.find(caller, ada.id()).block().secondFactor()).isTrue();
        assertThat(all.active(session)).isTrue();

        assertThat(service.removeSecondFactor(Installation.requester(caller), ada.id())
                        .block()
                        .secondFactor())
                .isFalse();

        assertThat(all.active(session)).isFalse();
        assertThat(all.begin(ada).user()).isEqualTo(ada);
        concerns(all.event(Kind.SECOND_FACTOR_OFF), ada, Map.of());
        assertThat(all.recordedAlone).isEmpty();
    }

    @Test
    void removingAMissingSecondFactorEndsNoSession() {
        UserSession session = all.begin(ada);

        assertThat(service.removeSecondFactor(Installation.requester(caller), ada.id())
                        .block()
                        .user())
                .isEqualTo(ada);
        assertThat(all.active(session)).isTrue();
        assertThat(all.events(Kind.SECOND_FACTOR_OFF)).isEmpty();
    }

    private UserOverview change(User user, String name, Role role, Boolean disabled) {
        return service.change(Installation.requester(caller), user.id(), new UserChange(name, role, disabled))
                .block();
    }

    private boolean works(IssuedLink link) {
        return all.links
                .find(all.secretHasher.hash(link.code().value()))
                .filter(link.link()::equals)
                .hasElement()
                .block();
    }

    private void concerns(AuditEvent event, User subject, Map<String, String> details) {
        assertThat(event)
                .isEqualTo(new AuditEvent(
                        all.clock.instant(), event.kind(), root.id(), subject.id(), "192.0.2.1", details));
    }

    private static void invalid(Mono<?> work, String field) {
        StepVerifier.create(work)
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys(field));
    }
}
