package io.flangular.application.link;

import io.flangular.application.CredentialChanges;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.LoginThrottle.Attempt;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.link.RedeemLink;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Looks at the link, then at the password, and only then uses the link up, together with the change of the password. A
 * link that works does so however many failures came from the same network address.
 */
public final class RedeemLinkService implements RedeemLink {
    private static final String REFUSED = "This link does not work any more. Ask an administrator for another.";
    private static final String TOO_MANY = "Too many links from your network did not work. Try again later.";
    private static final String PASSWORD = "password";

    private final OneTimeLinks links;
    private final Users users;
    private final Sessions sessions;
    private final SecretHasher hasher;
    private final NewPasswordPolicy newPasswordPolicy;
    private final LoginThrottle throttle;
    private final CredentialChanges changes;
    private final AuditTrail audit;

    /** The throttle is shared with the login. */
    public RedeemLinkService(
            OneTimeLinks links,
            Users users,
            Sessions sessions,
            SecretHasher hasher,
            NewPasswordPolicy newPasswordPolicy,
            LoginThrottle throttle,
            CredentialChanges changes,
            AuditTrail audit) {
        this.links = links;
        this.users = users;
        this.sessions = sessions;
        this.hasher = hasher;
        this.newPasswordPolicy = newPasswordPolicy;
        this.throttle = throttle;
        this.changes = changes;
        this.audit = audit;
    }

    @Override
    public Mono<User> redeem(String code, String password, Client client) {
        return Mono.defer(() -> {
            Attempt attempt = throttle.ofAddress(client.withoutDevice());
            return Mono.justOrEmpty(LinkCode.parse(code))
                    .flatMap(wellFormed -> links.find(hasher.hash(wellFormed.value())))
                    .filter(this::inTime)
                    .doOnError(notLookedAt -> attempt.refund())
                    .doOnNext(link -> attempt.refund())
                    .flatMap(link -> choose(link, password, client))
                    .switchIfEmpty(Mono.defer(() -> {
                        attempt.orTooMany(TOO_MANY);
                        return refuse(null, client, Map.of());
                    }));
        });
    }

    private boolean inTime(OneTimeLink link) {
        return audit.now().isBefore(link.endsAt());
    }

    /** A link is valid while its issuer may issue links. */
    private Mono<Boolean> issuerIsAdministrator(OneTimeLink link) {
        return users.find(link.issuerId()).map(User::isActiveAdministrator).defaultIfEmpty(false);
    }

    private Mono<User> choose(OneTimeLink link, String password, Client client) {
        return issuerIsAdministrator(link)
                .filter(issued -> issued)
                .flatMap(issued -> users.find(link.userId()))
                .filter(user -> !user.disabled())
                .flatMap(user -> newPasswordPolicy.hash(NewPasswordPolicy.of(password, PASSWORD), user, PASSWORD))
                .flatMap(hash -> changes.run(use(link, hash, client)))
                .switchIfEmpty(Mono.defer(() -> refuse(link, client)));
    }

    /** Empty when the link was used or replaced, or the user disabled, since it was looked up. */
    private Mono<User> use(OneTimeLink link, PasswordHash hash, Client client) {
        return users.lock(link.userId())
                .filter(user -> !user.disabled())
                .flatMap(user -> links.take(link.hash()))
                .filter(this::inTime)
                .filterWhen(this::issuerIsAdministrator)
                .flatMap(taken -> {
                    Instant now = audit.now();
                    long userId = taken.userId();
                    return issuer(taken)
                            .map(issuer -> withPurpose(issuer, taken.purpose()))
                            .flatMap(details -> users.setPassword(userId, hash, now)
                                    .then(sessions.revokeOfUser(userId, null, now))
                                    .then(audit.record(Kind.LINK_USED, userId, client, details)))
                            .then(users.find(userId));
                });
    }

    private static Map<String, String> withPurpose(Map<String, String> issuer, LinkPurpose purpose) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("purpose", EnumNames.of(purpose));
        details.putAll(issuer);
        return details;
    }

    /** The details of an event that name the issuer: the id, and the name at this time. */
    private Mono<Map<String, String>> issuer(OneTimeLink link) {
        String id = Long.toString(link.issuerId());
        return users.find(link.issuerId())
                .map(user -> Map.of("issuer", id, "issuer_name", user.displayName()))
                .defaultIfEmpty(Map.of("issuer", id));
    }

    private Mono<User> refuse(OneTimeLink link, Client client) {
        return issuerIsAdministrator(link)
                .flatMap(issued -> issued ? Mono.just(Map.<String, String>of()) : issuer(link))
                .flatMap(details -> refuse(link.userId(), client, details));
    }

    private Mono<User> refuse(@Nullable Long userId, Client client, Map<String, String> details) {
        return audit.record(Kind.LINK_REFUSED, null, userId, client, details)
                .then(Mono.error(() -> new DomainException.NotAuthenticated(REFUSED)));
    }
}
