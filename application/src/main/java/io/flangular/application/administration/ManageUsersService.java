package io.flangular.application.administration;

import io.flangular.application.AdministratorGuard;
import io.flangular.application.CredentialCaches;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.link.LinkIssuer;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.user.PersonName;
import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.UnitOfWork;
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
import io.flangular.domain.user.Client;
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

/** Lets administrators manage users. Whatever takes more than one look or write is one unit of work behind a lock. */
public final class ManageUsersService implements ManageUsers {
    private final Users users;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final ApiTokens tokens;
    private final LinkIssuer linkIssuer;
    private final PasswordConfirmation passwordConfirmation;
    private final AuditTrail audit;
    private final UnitOfWork unitOfWork;
    private final CredentialCaches caches;

    /** The caches are those of the services that check sessions and tokens. */
    public ManageUsersService(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            OneTimeLinks links,
            ApiTokens tokens,
            LinkIssuer linkIssuer,
            PasswordConfirmation passwordConfirmation,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            CredentialCaches caches) {
        this.users = users;
        this.factors = factors;
        this.sessions = sessions;
        this.links = links;
        this.tokens = tokens;
        this.linkIssuer = linkIssuer;
        this.passwordConfirmation = passwordConfirmation;
        this.audit = audit;
        this.unitOfWork = unitOfWork;
        this.caches = caches;
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
        return users.overview(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    @Override
    public Mono<Invited> invite(Requester requester, EmailAddress email, @Nullable String name, Role role) {
        return administrator(requester, () -> {
            NewUser user = new NewUser(email, PersonName.of(name), role, null, audit.now());
            Mono<Invited> work = add(requester.caller(), user, requester.client())
                    .flatMap(added -> linkIssuer
                            .issue(added, requester.caller().id(), requester.client())
                            .map(made -> new Invited(new UserOverview(added, false, null), made)));
            return (role == Role.ADMINISTRATOR
                            ? confirmed(requester, "invitation of an administrator", work)
                            : unitOfWork.run(stillAdministrator(requester).then(work)))
                    .flatMap(made -> linkIssuer
                            .send(made.user().user(), made.link())
                            .map(link -> new Invited(made.user(), link)));
        });
    }

    private static <T> Mono<T> administrator(Requester requester, Supplier<Mono<T>> work) {
        return AdministratorGuard.run(requester.caller(), work);
    }

    /**
     * Work as one unit behind the requester's password. The locks of all administrators come first, so that two who do
     * this to each other wait for each other in the same order.
     */
    private <T> Mono<T> confirmed(Requester requester, String purpose, Mono<T> work) {
        String password = requester.password();
        if (password == null) {
            return Mono.error(passwordNeeded());
        }
        return passwordConfirmation
                .confirm(requester.current(), password, purpose, requester.client())
                .flatMap(verified -> unitOfWork.run(users.lockAdministrators()
                        .then()
                        .then(passwordConfirmation.change(
                                verified, same -> stillAdministrator(requester).then(work)))));
    }

    private static DomainException passwordNeeded() {
        return invalid("password", "Your password is needed for this.");
    }

    /** What is issued in the name of an administrator is not issued when the requester was one a moment ago. */
    private Mono<User> stillAdministrator(Requester requester) {
        return users.lock(requester.caller().id())
                .filter(user -> !user.disabled() && user.role() == Role.ADMINISTRATOR)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAllowed("Only administrators may do this.")));
    }

    private Mono<User> add(Caller caller, NewUser user, Client client) {
        return users.add(user)
                .onErrorMap(
                        DomainException.Conflict.class, taken -> invalid("email", "There is a user with this address."))
                .delayUntil(added ->
                        record(Kind.USER_ADDED, caller, added.id(), client, Map.of("role", EnumNames.of(user.role()))));
    }

    @Override
    public Mono<UserOverview> change(Requester requester, long id, UserChange change) {
        return administrator(requester, () -> {
            String name = PersonName.of(change.name());
            return users.find(id)
                    .switchIfEmpty(Mono.error(() -> notFound(id)))
                    .flatMap(user -> {
                        boolean granting = grantsAdministration(user, change);
                        Mono<Void> work = change(requester, id, change, name, granting);
                        return caches.invalidateAfter(
                                granting ? confirmed(requester, "administrator", work) : unitOfWork.run(work));
                    })
                    .then(Mono.defer(() -> overview(id)));
        });
    }

    private Mono<Void> change(
            Requester requester, long id, UserChange change, @Nullable String name, boolean confirmed) {
        Caller caller = requester.caller();
        Client client = requester.client();
        return keepAnAdministrator(id, change)
                .then(locked(id))
                .delayUntil(user -> refuseAgainstOneself(caller, user, change))
                .delayUntil(user ->
                        !confirmed && grantsAdministration(user, change) ? Mono.error(passwordNeeded()) : Mono.empty())
                .flatMap(user -> rename(caller, user, change, name, client)
                        .then(changeRole(caller, user, change.role(), client))
                        .then(disable(caller, user, change.disabled(), client)));
    }

    /** Whether the change makes somebody an administrator who can log in and was none. */
    private static boolean grantsAdministration(User user, UserChange change) {
        Role role = change.role() == null ? user.role() : change.role();
        boolean disabled = change.disabled() == null ? user.disabled() : change.disabled();
        return role == Role.ADMINISTRATOR && !disabled && (user.role() != Role.ADMINISTRATOR || user.disabled());
    }

    /**
     * Refuses what would leave no administrator who can log in. The lock comes first, before that of the user, so that
     * two who do this to each other wait for each other in the same order, and the second sees what the first did.
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
                .filter(administrators -> administrators.size() == 1 && administrators.contains(id))
                .flatMap(last -> Mono.error(invalid(
                        demoted ? "role" : "disabled",
                        "This is the last administrator. Make somebody else an administrator first.")));
    }

    private Mono<User> locked(long id) {
        return users.lock(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    private static Mono<Void> refuseAgainstOneself(Caller caller, User user, UserChange change) {
        if (user.id() != caller.id()) {
            return Mono.empty();
        }
        if (change.role() != null && change.role() != user.role()) {
            return Mono.error(invalid("role", "You cannot change your own role. Another administrator can."));
        }
        if (Boolean.TRUE.equals(change.disabled())) {
            return Mono.error(invalid("disabled", "You cannot disable yourself. Another administrator can."));
        }
        return Mono.empty();
    }

    /** For one's own account the password is asked for: a session that somebody left open must not do without. */
    private static Mono<Void> refuseForOneself(Caller caller, User user, String purpose) {
        return user.id() == caller.id()
                ? Mono.error(
                        new DomainException.Invalid(purpose + ", use your account page: it asks for your password."))
                : Mono.empty();
    }

    private Mono<Void> rename(Caller caller, User user, UserChange change, @Nullable String name, Client client) {
        return change.name() == null || Objects.equals(name, user.name())
                ? Mono.empty()
                : users.setName(user.id(), name)
                        .then(record(
                                Kind.USER_RENAMED, caller, user.id(), client, PersonName.change(user.name(), name)));
    }

    private Mono<Void> changeRole(Caller caller, User user, @Nullable Role role, Client client) {
        if (role == null || role == user.role()) {
            return Mono.empty();
        }
        Map<String, String> details = Map.of("from", EnumNames.of(user.role()), "to", EnumNames.of(role));
        return users.setRole(user.id(), role)
                .then(role == Role.ADMINISTRATOR ? Mono.<Void>empty() : links.removeIssuedBy(user.id()))
                .then(record(Kind.ROLE_CHANGED, caller, user.id(), client, details));
    }

    private Mono<Void> disable(Caller caller, User user, @Nullable Boolean disabled, Client client) {
        if (disabled == null || disabled == user.disabled()) {
            return Mono.empty();
        }
        long id = user.id();
        Mono<Void> change = users.setDisabled(id, disabled);
        if (!disabled) {
            return change.then(record(Kind.USER_ENABLED, caller, id, client, Map.of()));
        }
        return change.then(sessions.revokeOfUser(id, null, audit.now()))
                .then(links.removeOfUser(id))
                .then(links.removeIssuedBy(id))
                .then(tokens.revokeOfUser(id, audit.now()))
                .map(count -> count == 0 ? Map.<String, String>of() : Map.of("tokens", Long.toString(count)))
                .flatMap(details -> record(Kind.USER_DISABLED, caller, id, client, details));
    }

    @Override
    public Mono<IssuedLink> issueLink(Requester requester, long id) {
        Mono<ToSend> work = locked(id)
                .flatMap(user -> user.disabled()
                        ? Mono.error(new DomainException.Invalid("This user is disabled. Enable the account first."))
                        : linkIssuer
                                .issue(user, requester.caller().id(), requester.client())
                                .map(made -> new ToSend(user, made)));
        return administrator(
                requester,
                () -> users.find(id)
                        .switchIfEmpty(Mono.error(() -> notFound(id)))
                        .delayUntil(user -> refuseForOneself(requester.caller(), user, "To change your own password"))
                        .flatMap(user -> confirmed(requester, "link", work))
                        .flatMap(toSend -> linkIssuer.send(toSend.user(), toSend.link())));
    }

    private record ToSend(User user, IssuedLink link) {}

    @Override
    public Mono<Long> endSessions(Caller caller, long id, Client client) {
        return AdministratorGuard.run(
                caller,
                () -> caches.invalidateAfter(
                        unitOfWork.run(locked(id).flatMap(user -> endSessionsOf(id, caller, client)))));
    }

    private Mono<Long> endSessionsOf(long id, Caller caller, Client client) {
        return sessions.revokeOfUser(id, null, audit.now())
                .delayUntil(count -> count == 0
                        ? Mono.empty()
                        : record(Kind.SESSIONS_ENDED, caller, id, client, Map.of("count", Long.toString(count))));
    }

    @Override
    public Mono<UserOverview> removeSecondFactor(Requester requester, long id) {
        Caller caller = requester.caller();
        Client client = requester.client();
        Mono<Long> work = locked(id)
                .flatMap(user -> factors.find(id))
                .filter(SecondFactor::on)
                .flatMap(factor -> factors.remove(id)
                        .then(record(Kind.SECOND_FACTOR_OFF, caller, id, client, Map.of()))
                        .then(endSessionsOf(id, caller, client)));
        return administrator(
                requester,
                () -> users.find(id)
                        .switchIfEmpty(Mono.error(() -> notFound(id)))
                        .delayUntil(user -> refuseForOneself(caller, user, "To turn your own second factor off"))
                        .flatMap(user -> caches.invalidateAfter(confirmed(requester, "second factor of another", work)))
                        .then(Mono.defer(() -> overview(id))));
    }

    @Override
    public Mono<List<ApiToken>> tokens(Caller caller, long id) {
        return AdministratorGuard.run(
                caller, () -> overview(id).flatMap(user -> tokens.ofUser(id).collectList()));
    }

    @Override
    public Mono<Void> revokeApiToken(Caller caller, long id, long token, Client client) {
        return AdministratorGuard.run(
                caller,
                () -> caches.invalidateAfter(unitOfWork.run(tokens.revoke(id, token, audit.now())
                        .switchIfEmpty(Mono.error(
                                () -> new DomainException.NotFound("The user " + id + " has no such token.")))
                        .flatMap(revoked -> record(
                                Kind.TOKEN_REVOKED,
                                caller,
                                id,
                                client,
                                Map.of("token", Long.toString(revoked.id())))))));
    }

    private Mono<Void> record(Kind kind, Caller caller, long subjectId, Client client, Map<String, String> details) {
        return audit.record(kind, caller.id(), subjectId, client, details);
    }

    private static DomainException invalid(String field, String message) {
        return new DomainException.Invalid(message, Map.of(field, message));
    }

    private static DomainException notFound(long id) {
        return new DomainException.NotFound("There is no user with the id " + id + ".");
    }
}
