package io.flangular.application.administration;

import io.flangular.application.AdministratorsOnly;
import io.flangular.application.Memories;
import io.flangular.application.link.NewLinks;
import io.flangular.application.user.PersonName;
import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.Words;
import io.flangular.domain.administration.ManageUsers;
import io.flangular.domain.administration.UserChange;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityEvent.Kind;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lets administrators manage users. Whatever takes more than one look or write is one unit of work behind a lock. */
public final class ManageUsersService implements ManageUsers {
    private final Users users;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final NewLinks newLinks;
    private final SecurityLog log;
    private final UnitOfWork unitOfWork;
    private final Memories memories;
    private final Clock clock;

    /** The memories are those of the services that check sessions and tokens. */
    public ManageUsersService(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            OneTimeLinks links,
            NewLinks newLinks,
            SecurityLog log,
            UnitOfWork unitOfWork,
            Memories memories,
            Clock clock) {
        this.users = users;
        this.factors = factors;
        this.sessions = sessions;
        this.links = links;
        this.newLinks = newLinks;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.memories = memories;
        this.clock = clock;
    }

    @Override
    public Mono<UserPage> search(Caller caller, UserSearch search) {
        return AdministratorsOnly.run(caller, () -> users.search(search));
    }

    @Override
    public Mono<UserOverview> find(Caller caller, long id) {
        return AdministratorsOnly.run(caller, () -> overview(id));
    }

    private Mono<UserOverview> overview(long id) {
        return users.overview(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    @Override
    public Mono<Invited> invite(Caller caller, EmailAddress email, @Nullable String name, Role role, Client client) {
        return AdministratorsOnly.run(caller, () -> {
            NewUser user = new NewUser(email, PersonName.of(name), role, null, now());
            return unitOfWork
                    .run(add(caller, user, client).flatMap(added -> newLinks.make(added, caller.id(), client)
                            .map(made -> new Invited(new UserOverview(added, false, null), made))))
                    .flatMap(made ->
                            newLinks.send(made.user().user(), made.link()).map(link -> new Invited(made.user(), link)));
        });
    }

    private Mono<User> add(Caller caller, NewUser user, Client client) {
        return users.add(user)
                .onErrorMap(
                        DomainException.Conflict.class, taken -> invalid("email", "There is a user with this address."))
                .delayUntil(added ->
                        record(Kind.USER_ADDED, caller, added.id(), client, Map.of("role", Words.of(user.role()))));
    }

    @Override
    public Mono<UserOverview> change(Caller caller, long id, UserChange change, Client client) {
        return AdministratorsOnly.run(caller, () -> {
            String name = PersonName.of(change.name());
            Mono<Void> work = keepAnAdministrator(id, change)
                    .then(locked(id))
                    .delayUntil(user -> refuseAgainstOneself(caller, user, change))
                    .flatMap(user -> rename(user, change, name)
                            .then(changeRole(caller, user, change.role(), client))
                            .then(disable(caller, user, change.disabled(), client)));
            return memories.forgetAfter(unitOfWork.run(work)).then(Mono.defer(() -> overview(id)));
        });
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

    private Mono<Void> rename(User user, UserChange change, @Nullable String name) {
        return change.name() == null || Objects.equals(name, user.name())
                ? Mono.empty()
                : users.setName(user.id(), name);
    }

    private Mono<Void> changeRole(Caller caller, User user, @Nullable Role role, Client client) {
        if (role == null || role == user.role()) {
            return Mono.empty();
        }
        Map<String, String> details = Map.of("from", Words.of(user.role()), "to", Words.of(role));
        return users.setRole(user.id(), role).then(record(Kind.ROLE_CHANGED, caller, user.id(), client, details));
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
        return change.then(sessions.revokeOfUser(id, null, now()))
                .then(links.removeOfUser(id))
                .then(record(Kind.USER_DISABLED, caller, id, client, Map.of()));
    }

    @Override
    public Mono<IssuedLink> issueLink(Caller caller, long id, Client client) {
        return AdministratorsOnly.run(caller, () -> unitOfWork
                .run(locked(id)
                        .delayUntil(user -> refuseForOneself(caller, user, "To change your own password"))
                        .flatMap(user -> user.disabled()
                                ? Mono.error(
                                        new DomainException.Invalid("This user is disabled. Enable the account first."))
                                : newLinks.make(user, caller.id(), client).map(made -> new ToSend(user, made))))
                .flatMap(toSend -> newLinks.send(toSend.user(), toSend.link())));
    }

    private record ToSend(User user, IssuedLink link) {}

    @Override
    public Mono<Long> endSessions(Caller caller, long id, Client client) {
        return AdministratorsOnly.run(
                caller,
                () -> memories.forgetAfter(
                        unitOfWork.run(locked(id).flatMap(user -> endSessionsOf(id, caller, client)))));
    }

    private Mono<Long> endSessionsOf(long id, Caller caller, Client client) {
        return sessions.revokeOfUser(id, null, now())
                .delayUntil(count -> count == 0
                        ? Mono.empty()
                        : record(Kind.SESSIONS_ENDED, caller, id, client, Map.of("count", Long.toString(count))));
    }

    @Override
    public Mono<UserOverview> removeSecondFactor(Caller caller, long id, Client client) {
        return AdministratorsOnly.run(caller, () -> {
            Mono<Long> work = locked(id)
                    .delayUntil(user -> refuseForOneself(caller, user, "To turn your own second factor off"))
                    .flatMap(user -> factors.find(id))
                    .filter(SecondFactor::on)
                    .flatMap(factor -> factors.remove(id)
                            .then(record(Kind.SECOND_FACTOR_OFF, caller, id, client, Map.of()))
                            .then(endSessionsOf(id, caller, client)));
            return memories.forgetAfter(unitOfWork.run(work)).then(Mono.defer(() -> overview(id)));
        });
    }

    private Mono<Void> record(Kind kind, Caller caller, long subjectId, Client client, Map<String, String> details) {
        return Mono.defer(
                () -> log.record(new SecurityEvent(now(), kind, caller.id(), subjectId, client.address(), details)));
    }

    private static DomainException invalid(String field, String message) {
        return new DomainException.Invalid(message, Map.of(field, message));
    }

    private static DomainException notFound(long id) {
        return new DomainException.NotFound("There is no user with the id " + id + ".");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
