package io.flangular.application.session;

import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.LoginThrottle.Attempt;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.LoginStep.CodeNeeded;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordMatch;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Verifies a password, and a code when the user has a second factor, and begins a session. Every failed password costs
 * one look-up, one verification and one event, so that neither the response nor its time discloses whether an account
 * exists (user enumeration). Attempts that are throttled by IP address are not recorded: a flood of logins would flood
 * the log as well, and the failures that led to it are recorded.
 */
public final class LoginService implements Login {
    private static final String REFUSED = "Could not log in.";
    private static final String TOO_MANY = "Too many log-ins failed from your network. Try again later.";

    private final Users users;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final SecondFactorManager secondFactors;
    private final DeviceBindings devices;
    private final SessionStarter start;
    private final AuditTrail audit;

    public LoginService(
            Users users,
            PasswordHasher hasher,
            LoginThrottle throttle,
            SecondFactorManager secondFactors,
            DeviceBindings devices,
            SessionStarter start,
            AuditTrail audit) {
        this.users = users;
        this.hasher = hasher;
        this.throttle = throttle;
        this.secondFactors = secondFactors;
        this.devices = devices;
        this.start = start;
        this.audit = audit;
    }

    @Override
    public Mono<LoginStep> login(String email, String password, Client client) {
        return Mono.defer(() -> {
            refuseTooLong(email, password);
            Mono<User> lookup = Mono.justOrEmpty(EmailAddress.parse(email)).flatMap(users::find);
            return identify(lookup, client)
                    .flatMap(found -> verify(found.user(), email, password, found.client(), found.ofAddress()));
        });
    }

    /**
     * Looks up the user and counts the attempt for the client's IP address: before the look-up for an unknown browser,
     * and otherwise after it, when it is verified whether the browser is known.
     */
    private Mono<Identified> identify(Mono<User> lookup, Client client) {
        Attempt before = throttle.ofAddress(client).orTooMany(TOO_MANY);
        return lookup.singleOptional()
                .flatMap(user -> devices.verified(user.orElse(null), client)
                        .map(verified -> new Identified(
                                user.orElse(null),
                                verified,
                                client.device() == null
                                        ? before
                                        : throttle.ofAddress(verified).orTooMany(TOO_MANY))))
                .doOnError(notVerified -> before.refund());
    }

    /** @param client its device is verified */
    private record Identified(@Nullable User user, Client client, Attempt ofAddress) {}

    private static void refuseTooLong(String email, String password) {
        if (email.strip().length() > EmailAddress.MAX_LENGTH) {
            throw DomainException.Invalid.field(
                    "email", "An e-mail address has at most " + EmailAddress.MAX_LENGTH + " characters.");
        }
        if (Password.tooLong(password)) {
            throw DomainException.Invalid.field("password", "A password has at most " + Password.MAX_BYTES + " bytes.");
        }
    }

    private Mono<LoginStep> verify(
            @Nullable User user, String email, String password, Client client, Attempt ofAddress) {
        Attempt attempt = user == null ? throttle.ofUnknownAccount(email) : throttle.ofUser(user.id(), client);
        PasswordHash hash = user == null || user.disabled() || !attempt.allowed() ? null : user.passwordHash();
        return hasher.match(password, hash)
                .doOnError(notVerified -> refund(attempt, ofAddress))
                .flatMap(match -> {
                    if (user == null || !match.matches()) {
                        return refuse(user == null ? null : user.id(), reason(user, attempt), client);
                    }
                    refund(attempt, ofAddress);
                    return replacement(match, password).flatMap(hashed -> step(user, hashed.orElse(null), client));
                });
    }

    /**
     * A new hash when the stored one was computed from another normalization, if the password satisfies current rules.
     */
    private Mono<Optional<PasswordHash>> replacement(PasswordMatch match, String password) {
        return match != PasswordMatch.AS_TYPED
                ? Mono.just(Optional.empty())
                : Mono.fromSupplier(() -> new Password(password))
                        .flatMap(hasher::hash)
                        .map(Optional::of)
                        // The login succeeds without a new hash.
                        .onErrorReturn(DomainException.class, Optional.empty());
    }

    /** Refunds an attempt that succeeded or was not verified. */
    private static void refund(Attempt attempt, Attempt ofAddress) {
        attempt.refund();
        ofAddress.refund();
    }

    private static String reason(@Nullable User user, Attempt attempt) {
        if (!attempt.allowed()) {
            return "throttled";
        }
        if (user == null) {
            return "unknown";
        }
        return user.disabled() ? "disabled" : "password";
    }

    private Mono<LoginStep> step(User verified, @Nullable PasswordHash replacement, Client client) {
        return start.locked(verified.id(), user -> {
                    if (!Objects.equals(user.passwordHash(), verified.passwordHash())) {
                        return Mono.error(new LoginFailedException("late"));
                    }
                    return replace(user, replacement)
                            .then(secondFactors.isEnabled(user.id()))
                            .flatMap(needed -> needed ? askForCode(user) : begin(user, client));
                })
                .onErrorResume(LoginFailedException.class, refused -> refuse(verified.id(), refused.reason(), client));
    }

    private Mono<Void> replace(User user, @Nullable PasswordHash replacement) {
        return replacement == null ? Mono.empty() : users.rehash(user.id(), replacement);
    }

    private Mono<LoginStep> askForCode(User user) {
        return Mono.just(new CodeNeeded(user.id(), audit.now()));
    }

    private Mono<LoginStep> begin(User user, Client client) {
        return start.begin(user, client, AuthenticationFactor.PASSWORD).map(LoginStep.LoggedIn::new);
    }

    @Override
    public Mono<UserSession> confirm(CodeNeeded challenge, String code, Client client) {
        return Mono.defer(() -> identify(users.find(challenge.userId()), client)
                .flatMap(found -> confirm(challenge, code, found.client(), found.ofAddress())));
    }

    private Mono<UserSession> confirm(CodeNeeded challenge, String code, Client client, Attempt ofAddress) {
        return Mono.defer(() -> {
            Attempt attempt = throttle.ofCode(challenge.userId(), client);
            if (!attempt.allowed()) {
                return refuse(challenge.userId(), "throttled", client);
            }
            return start.locked(challenge.userId(), user -> begin(user, challenge, code, client))
                    .doOnNext(begun -> refund(attempt, ofAddress))
                    .doOnError(
                            failure -> !(failure instanceof LoginFailedException),
                            notVerified -> refund(attempt, ofAddress))
                    .onErrorResume(
                            LoginFailedException.class,
                            refused -> refuse(challenge.userId(), refused.reason(), client));
        });
    }

    private Mono<UserSession> begin(User user, CodeNeeded challenge, String code, Client client) {
        Instant now = audit.now();
        Instant given = challenge.passwordGivenAt();
        Instant changed = user.passwordChangedAt();
        if (now.isAfter(given.plus(CODE_TIMEOUT)) || (changed != null && changed.isAfter(given))) {
            return Mono.error(new LoginFailedException("late"));
        }
        return secondFactors
                .verify(user.id(), code, now)
                .switchIfEmpty(Mono.error(() -> new LoginFailedException("code")))
                .flatMap(factor -> start.begin(user, client, factor));
    }

    @Override
    public Mono<String> deviceBinding(UserSession begun) {
        return devices.of(begun.user());
    }

    /**
     * Records the failure. The event contains the user id, never the input: people type passwords into the wrong field.
     */
    private <T> Mono<T> refuse(@Nullable Long userId, String reason, Client client) {
        return audit.record(Kind.LOG_IN_REFUSED, null, userId, client, Map.of("reason", reason))
                .then(Mono.error(() -> new DomainException.NotAuthenticated(REFUSED)));
    }
}
