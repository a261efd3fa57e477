package io.flangular.application.account;

import io.flangular.application.CredentialCaches;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.DeviceBindings;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.application.user.PersonName;
import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.account.AccountOverview;
import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows and changes one's own name, password and sessions. */
public final class ManageAccountService implements ManageAccount {
    private static final String NEW_PASSWORD = "new_password";

    private final Users users;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final PasswordConfirmation passwordConfirmation;
    private final NewPasswordPolicy newPasswordPolicy;
    private final DeviceBindings devices;
    private final AuditTrail audit;
    private final UnitOfWork unitOfWork;
    private final CredentialCaches caches;
    private final Duration idle;

    /**
     * The caches are those of the services that check sessions and tokens.
     *
     * @param idle after how long without a request a session ends
     */
    public ManageAccountService(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            OneTimeLinks links,
            PasswordConfirmation passwordConfirmation,
            NewPasswordPolicy newPasswordPolicy,
            DeviceBindings devices,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            CredentialCaches caches,
            Duration idle) {
        this.users = users;
        this.factors = factors;
        this.sessions = sessions;
        this.links = links;
        this.passwordConfirmation = passwordConfirmation;
        this.newPasswordPolicy = newPasswordPolicy;
        this.devices = devices;
        this.audit = audit;
        this.unitOfWork = unitOfWork;
        this.caches = caches;
        this.idle = idle;
    }

    @Override
    public Mono<AccountOverview> overview(UserSession current) {
        long id = current.user().id();
        return Mono.zip(
                        users.find(id),
                        factors.find(id).map(SecondFactor::on).defaultIfEmpty(false),
                        factors.recoveryCodesLeft(id))
                .map(found -> new AccountOverview(found.getT1(), found.getT2(), found.getT3()))
                .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new));
    }

    @Override
    public Mono<AccountOverview> rename(UserSession current, @Nullable String name, Client client) {
        return Mono.defer(() -> {
                    String wanted = PersonName.of(name);
                    Mono<Void> change = users.lock(current.user().id())
                            .filter(user -> !Objects.equals(wanted, user.name()))
                            .flatMap(user -> users.setName(user.id(), wanted)
                                    .then(audit.record(
                                            Kind.USER_RENAMED,
                                            user.id(),
                                            client,
                                            PersonName.change(user.name(), wanted))));
                    return caches.invalidateAfter(unitOfWork.run(change));
                })
                .then(Mono.defer(() -> overview(current)));
    }

    @Override
    public Mono<Void> changePassword(UserSession current, String password, String newPassword, Client client) {
        return Mono.defer(() -> {
            Password chosen = NewPasswordPolicy.of(newPassword, NEW_PASSWORD);
            Mono<Void> change = passwordConfirmation
                    .confirm(current, password, "password", client)
                    .flatMap(user -> hash(chosen, password, user)
                            .flatMap(hash -> passwordConfirmation.change(
                                    user, same -> setPassword(same, hash, current.session(), client))));
            return caches.invalidateAfter(change);
        });
    }

    private Mono<PasswordHash> hash(Password chosen, String password, User user) {
        return chosen.value().equals(Password.normalized(password))
                ? Mono.error(NewPasswordPolicy.invalid("This is the password that you have already.", NEW_PASSWORD))
                : newPasswordPolicy.hash(chosen, user, NEW_PASSWORD);
    }

    private Mono<Void> setPassword(User user, PasswordHash hash, Session current, Client client) {
        Instant now = audit.now();
        return users.setPassword(user.id(), hash, now)
                .then(sessions.revokeOfUser(user.id(), current.id(), now))
                .then(links.removeOfUser(user.id()))
                .then(audit.record(Kind.PASSWORD_CHANGED, user.id(), client, Map.of()));
    }

    @Override
    public Mono<String> deviceBinding(UserSession current) {
        return users.find(current.user().id()).flatMap(devices::of);
    }

    @Override
    public Flux<Session> sessions(UserSession current) {
        return Flux.defer(() -> {
            Instant now = audit.now();
            return sessions.ofUser(current.user().id(), now).filter(session -> session.inUseAt(now, idle));
        });
    }

    @Override
    public Mono<Void> endSession(UserSession current, String handle, Client client) {
        return Mono.defer(() -> caches.invalidateAfter(unitOfWork.run(sessions(current)
                .filter(session -> session.handle().equals(handle))
                .next()
                .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such session.")))
                .flatMap(session ->
                        sessions.revoke(session.id(), audit.now()).then(recordEnded(1, session.userId(), client))))));
    }

    @Override
    public Mono<Long> endOtherSessions(UserSession current, Client client) {
        long id = current.user().id();
        return Mono.defer(() -> caches.invalidateAfter(
                unitOfWork.run(sessions.revokeOfUser(id, current.session().id(), audit.now())
                        .delayUntil(count -> count == 0 ? Mono.empty() : recordEnded(count, id, client)))));
    }

    private Mono<Void> recordEnded(long count, long userId, Client client) {
        return audit.record(Kind.SESSIONS_ENDED, userId, client, Map.of("count", Long.toString(count)));
    }
}
