package io.flangular.application.administration;

import io.flangular.application.AdministratorGuard;
import io.flangular.application.CredentialChanges;
import io.flangular.application.RunToCompletion;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.link.LinkIssuer;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.user.PersonName;
import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.administration.ManageUsers;
import io.flangular.domain.administration.Requester;
import io.flangular.domain.administration.UserChange;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lets administrators manage users. A change is one unit of work, which locks the users that it depends on. */
public final class ManageUsersService implements ManageUsers {
    private final Users users;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final ApiTokens tokens;
    private final LinkIssuer linkIssuer;
    private final PasswordConfirmation passwordConfirmation;
    private final CredentialChanges changes;
    private final AuditTrail audit;

    public ManageUsersService(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            OneTimeLinks links,
            ApiTokens tokens,
            LinkIssuer linkIssuer,
            PasswordConfirmation passwordConfirmation,
            CredentialChanges changes,
            AuditTrail audit) {
        this.users = users;
        this.factors = factors;
        this.sessions = sessions;
        this.links = links;
        this.tokens = tokens;
        this.linkIssuer = linkIssuer;
        this.passwordConfirmation = passwordConfirmation;
        this.changes = changes;
        this.audit = audit;
    }

    @Override
    public Mono<UserPage> search(Caller caller, UserSearch search) {
        return AdministratorGuard.run(caller, () -> users.search(search));
    }

    @Override
    public Mono<UserOverview> find(Caller caller, long id) {
        return AdministratorGuard.run(caller, () -> overview(id));
    }

    private Mono<UserOverview> overview(long id) {
        return Mono.defer(() -> users.overview(id)).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    @Override
    public Mono<Invited> invite(Requester requester, EmailAddress email, @Nullable String name, Role role) {
        return administrator(requester, () -> {
            NewUser user = new NewUser(email, PersonName.of(name), role, null, audit.now());
            Mono<Invited> work = add(requester, user)
                    .flatMap(added -> issue(requester, added)
                            .map(link -> new Invited(new UserOverview(added, false, null), link)));
            return (role == Role.ADMINISTRATOR
                            ? confirmed(requester, "invitation of an administrator", work)
                            : changes.run(stillAdministrator(requester).then(work)))
                    .flatMap(invited -> linkIssuer
                            .send(invited.user().user(), invited.link())
                            .map(link -> new Invited(invited.user(), link)));
        });
    }

    /** Changes by an administrator, which end whole: with the count of a wrong password, and the mail of a link. */
    private static <T> Mono<T> administrator(Requester requester, Supplier<Mono<T>> work) {
        return RunToCompletion.of(AdministratorGuard.run(requester.caller(), work));
    }

    /**
     * Runs the work after confirming the requester's password. All administrators are locked first, so that concurrent
     * changes of administrators lock in the same order.
     */
    private <T> Mono<T> confirmed(Requester requester, String purpose, Mono<T> work) {
        String password = requester.password();
        if (password == null) {
            return Mono.error(passwordNeeded());
        }
        return passwordConfirmation
                .confirm(requester.current(), password, purpose, requester.client())
                .flatMap(verified -> changes.run(users.lockAdministrators()
                        .then(passwordConfirmation.lockUnchanged(verified))
                        .then(stillAdministrator(requester))
                        .then(work)));
    }

    private static DomainException passwordNeeded() {
        return DomainException.Invalid.field("password", "Your password is needed for this.");
    }

    /** The role of the requester may have changed since the session was looked up. */
    private Mono<User> stillAdministrator(Requester requester) {
        return Mono.defer(() -> users.lock(requester.caller().id()))
                .filter(User::isActiveAdministrator)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed("Only administrators may do this.")));
    }

    private Mono<User> add(Requester requester, NewUser user) {
        return Mono.defer(() -> users.add(user))
                .onErrorMap(
                        DomainException.Conflict.class,
                        taken -> DomainException.Invalid.field("email", "There is a user with this address."))
                .delayUntil(added ->
                        record(Kind.USER_ADDED, requester, added.id(), Map.of("role", EnumNames.of(user.role()))));
    }

    private Mono<IssuedLink> issue(Requester requester, User user) {
        return linkIssuer.issue(user, requester.caller().id(), requester.client());
    }

    @Override
    public Mono<UserOverview> change(Requester requester, long id, UserChange change) {
        return administrator(requester, () -> {
            String name = PersonName.of(change.name());
            return existing(id)
                    .flatMap(user -> {
                        boolean granting = grantsAdministration(user, change);
                        Mono<Void> work = change(requester, id, change, name, granting);
                        return granting ? confirmed(requester, "administrator", work) : changes.run(work);
                    })
                    .then(overview(id));
        });
    }

    private Mono<Void> change(
            Requester requester, long id, UserChange change, @Nullable String name, boolean confirmed) {
        return keepAnAdministrator(id, change)
                .then(locked(id))
                .delayUntil(user -> refuseAgainstOneself(requester, user, change))
                .delayUntil(user ->
                        !confirmed && grantsAdministration(user, change) ? Mono.error(passwordNeeded()) : Mono.empty())
                .flatMap(user -> rename(requester, user, change, name)
                        .then(changeRole(requester, user, change.role()))
                        .then(disable(requester, user, change.disabled())));
    }

    /** Whether the user is no enabled administrator, and would be one after the change. */
    private static boolean grantsAdministration(User user, UserChange change) {
        Role role = change.role() == null ? user.role() : change.role();
        boolean disabled = change.disabled() == null ? user.disabled() : change.disabled();
        return role == Role.ADMINISTRATOR && !disabled && !user.isActiveAdministrator();
    }

    /**
     * Refuses a change that would leave no administrator who can log in. All administrators are locked before the user,
     * so that concurrent changes lock in the same order, and the second one sees the effect of the first.
     */
    private Mono<Void> keepAnAdministrator(long id, UserChange change) {
        boolean demoted = change.role() != null && change.role() != Role.ADMINISTRATOR;
        boolean disabled = Boolean.TRUE.equals(change.disabled());
        if (!demoted && !disabled) {
            return Mono.empty();
        }
        return users.lockAdministrators()
                .map(User::id)
                .collectList()
                .filter(administrators -> administrators.equals(List.of(id)))
                .flatMap(last -> Mono.error(DomainException.Invalid.field(
                        demoted ? "role" : "disabled",
                        "This is the last administrator. Make somebody else an administrator first.")));
    }

    private Mono<User> existing(long id) {
        return users.find(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    private Mono<User> locked(long id) {
        return Mono.defer(() -> users.lock(id)).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    private static Mono<Void> refuseAgainstOneself(Requester requester, User user, UserChange change) {
        if (user.id() != requester.caller().id()) {
            return Mono.empty();
        }
        if (change.role() != null && change.role() != user.role()) {
            return Mono.error(DomainException.Invalid.field(
                    "role", "You cannot change your own role. Another administrator can."));
        }
        if (Boolean.TRUE.equals(change.disabled())) {
            return Mono.error(DomainException.Invalid.field(
                    "disabled", "You cannot disable yourself. Another administrator can."));
        }
        return Mono.empty();
    }

    /** A user other than the requester, whose account page requires the password even in an open session. */
    private Mono<User> other(Requester requester, long id, String purpose) {
        return existing(id)
                .delayUntil(user -> id == requester.caller().id()
                        ? Mono.error(new DomainException.Invalid(
                                purpose + ", use your account page: it asks for your password."))
                        : Mono.empty());
    }

    private Mono<Void> rename(Requester requester, User user, UserChange change, @Nullable String name) {
        return change.name() == null || Objects.equals(name, user.name())
                ? Mono.empty()
                : users.setName(user.id(), name)
                        .then(record(Kind.USER_RENAMED, requester, user.id(), PersonName.change(user.name(), name)));
    }

    private Mono<Void> changeRole(Requester requester, User user, @Nullable Role role) {
        if (role == null || role == user.role()) {
            return Mono.empty();
        }
        Map<String, String> details = Map.of("from", EnumNames.of(user.role()), "to", EnumNames.of(role));
        return users.setRole(user.id(), role)
                .then(role == Role.ADMINISTRATOR ? Mono.<Void>empty() : links.removeIssuedBy(user.id()))
                .then(record(Kind.ROLE_CHANGED, requester, user.id(), details));
    }

    private Mono<Void> disable(Requester requester, User user, @Nullable Boolean disabled) {
        if (disabled == null || disabled == user.disabled()) {
            return Mono.empty();
        }
        long id = user.id();
        Mono<Void> change = users.setDisabled(id, disabled);
        if (!disabled) {
            return change.then(record(Kind.USER_ENABLED, requester, id, Map.of()));
        }
        return change.then(sessions.revokeOfUser(id, null, audit.now()))
                .then(links.removeOfUser(id))
                .then(links.removeIssuedBy(id))
                .then(tokens.revokeOfUser(id, audit.now()))
                .map(count -> count == 0 ? Map.<String, String>of() : Map.of("tokens", Long.toString(count)))
                .flatMap(details -> record(Kind.USER_DISABLED, requester, id, details));
    }

    @Override
    public Mono<IssuedLink> issueLink(Requester requester, long id) {
        Mono<IssuedLink> work = locked(id)
                .flatMap(user -> user.disabled()
                        ? Mono.error(new DomainException.Invalid("This user is disabled. Enable the account first."))
                        : issue(requester, user));
        return administrator(
                requester,
                () -> other(requester, id, "To change your own password")
                        .flatMap(user ->
                                confirmed(requester, "link", work).flatMap(link -> linkIssuer.send(user, link))));
    }

    @Override
    public Mono<Long> endSessions(Requester requester, long id) {
        return administrator(requester, () -> changes.run(locked(id).flatMap(user -> endSessionsOf(requester, id))));
    }

    private Mono<Long> endSessionsOf(Requester requester, long id) {
        return Mono.defer(() -> sessions.revokeOfUser(id, null, audit.now()))
                .delayUntil(count -> count == 0
                        ? Mono.empty()
                        : record(Kind.SESSIONS_ENDED, requester, id, Map.of("count", Long.toString(count))));
    }

    @Override
    public Mono<UserOverview> removeSecondFactor(Requester requester, long id) {
        Mono<Long> work = locked(id)
                .flatMap(user -> factors.find(id))
                .filter(SecondFactor::on)
                .flatMap(factor -> factors.remove(id)
                        .then(record(Kind.SECOND_FACTOR_OFF, requester, id, Map.of()))
                        .then(endSessionsOf(requester, id)));
        return administrator(
                requester,
                () -> other(requester, id, "To turn your own second factor off")
                        .flatMap(user -> confirmed(requester, "second factor of another", work))
                        .then(overview(id)));
    }

    @Override
    public Mono<List<ApiToken>> tokens(Caller caller, long id) {
        return AdministratorGuard.run(
                caller, () -> overview(id).flatMap(user -> tokens.ofUser(id).collectList()));
    }

    @Override
    public Mono<Void> revokeApiToken(Requester requester, long id, long token) {
        return administrator(
                requester,
                () -> changes.run(tokens.revoke(id, token, audit.now())
                        .switchIfEmpty(Mono.error(
                                () -> new DomainException.NotFound("The user " + id + " has no such token.")))
                        .flatMap(revoked ->
                                record(Kind.TOKEN_REVOKED, requester, id, Map.of("token", Long.toString(token))))));
    }

    private Mono<Void> record(Kind kind, Requester requester, long subjectId, Map<String, String> details) {
        return audit.record(kind, requester.caller().id(), subjectId, requester.client(), details);
    }

    private static DomainException notFound(long id) {
        return new DomainException.NotFound("There is no user with the id " + id + ".");
    }
}
