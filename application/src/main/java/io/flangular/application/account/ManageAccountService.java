package io.flangular.application.account;

import io.flangular.application.CredentialChanges;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.DeviceBindings;
import io.flangular.application.session.SessionLifetime;
import io.flangular.application.user.PersonName;
import io.flangular.domain.DomainException;
import io.flangular.domain.account.AccountOverview;
import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Users;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows and changes one's own name, password and sessions. */
public final class ManageAccountService implements ManageAccount {
    private final Users users;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final DeviceBindings devices;
    private final PasswordChanger passwordChanger;
    private final CredentialChanges changes;
    private final AuditTrail audit;
    private final SessionLifetime lifetime;

    public ManageAccountService(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            DeviceBindings devices,
            PasswordChanger passwordChanger,
            CredentialChanges changes,
            AuditTrail audit,
            SessionLifetime lifetime) {
        this.users = users;
        this.factors = factors;
        this.sessions = sessions;
        this.devices = devices;
        this.passwordChanger = passwordChanger;
        this.changes = changes;
        this.audit = audit;
        this.lifetime = lifetime;
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
                    return changes.run(users.lock(current.user().id())
                            .filter(user -> !Objects.equals(wanted, user.name()))
                            .flatMap(user -> users.setName(user.id(), wanted)
                                    .then(audit.record(
                                            Kind.USER_RENAMED,
                                            user.id(),
                                            client,
                                            PersonName.change(user.name(), wanted)))));
                })
                .then(Mono.defer(() -> overview(current)));
    }

    @Override
    public Mono<Void> changePassword(UserSession current, String password, String newPassword, Client client) {
        return passwordChanger.change(current, password, newPassword, client);
    }

    @Override
    public Mono<String> deviceBinding(UserSession current) {
        return users.find(current.user().id()).flatMap(devices::of);
    }

    @Override
    public Flux<Session> sessions(UserSession current) {
        return Flux.defer(() -> {
            Instant now = audit.now();
            return sessions.ofUser(current.user().id(), now).filter(session -> session.inUseAt(now, lifetime.idle()));
        });
    }

    @Override
    public Mono<Void> endSession(UserSession current, String handle, Client client) {
        return Mono.defer(() -> changes.run(sessions(current)
                .filter(session -> session.handle().equals(handle))
                .next()
                .switchIfEmpty(Mono.error(() -> new DomainException.NotFound("You have no such session.")))
                .flatMap(session ->
                        sessions.revoke(session.id(), audit.now()).then(recordEnded(1, session.userId(), client)))));
    }

    @Override
    public Mono<Long> endOtherSessions(UserSession current, Client client) {
        long id = current.user().id();
        return Mono.defer(() ->
                changes.run(sessions.revokeOfUser(id, current.session().id(), audit.now())
                        .delayUntil(count -> count == 0 ? Mono.empty() : recordEnded(count, id, client))));
    }

    private Mono<Void> recordEnded(long count, long userId, Client client) {
        return audit.record(Kind.SESSIONS_ENDED, userId, client, Map.of("count", Long.toString(count)));
    }
}
