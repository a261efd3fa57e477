package io.flangular.application.session;

import io.flangular.application.session.LogInThrottle.Attempt;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.session.LogIn;
import io.flangular.domain.session.LogInStep;
import io.flangular.domain.session.LogInStep.CodeNeeded;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.PasswordMatch;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Verifies a password, and a code where there is a second factor, and begins a session. Whatever is wrong with the first,
 * one user is looked for, one password verified and one event recorded, so that neither the answer nor its time tells
 * whether an account exists. What is refused for the client's address alone is not recorded: it would let whoever floods
 * the log-in flood the log as well, and the failures that led to it are there.
 */
public final class LogInService implements LogIn {
    private static final String REFUSED = "Could not log in.";
    private static final String TOO_MANY = "Too many log-ins failed from your network. Try again later.";

    private final Users users;
    private final PasswordHasher hasher;
    private final LogInThrottle throttle;
    private final SecondFactorVerifier secondFactors;
    private final DeviceBindings devices;
    private final SessionStart start;
    private final AuditLog log;
    private final Clock clock;

    public LogInService(
            Users users,
            PasswordHasher hasher,
            LogInThrottle throttle,
            SecondFactorVerifier secondFactors,
            DeviceBindings devices,
            SessionStart start,
            AuditLog log,
            Clock clock) {
        this.users = users;
        this.hasher = hasher;
        this.throttle = throttle;
        this.secondFactors = secondFactors;
        this.devices = devices;
        this.start = start;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Mono<LogInStep> logIn(String email, String password, Client client) {
        return Mono.defer(() -> {
            refuseTooLong(email, password);
            return identify(() -> find(email), client)
                    .flatMap(found -> verify(found.user(), email, password, found.client(), found.ofAddress()))
                    .delayUntil(step -> step instanceof LogInStep.LoggedIn ? start.deleteExpired() : Mono.empty());
        });
    }

    /**
     * The user, and the attempt from the client's address. An unknown browser is refused for its address before anything
     * is looked up; whether one is known shows when the user is found.
     */
    private Mono<Identified> identify(Supplier<Mono<Optional<User>>> lookup, Client client) {
        if (client.device() == null) {
            Attempt ofAddress = throttle.ofAddress(client).orTooMany(TOO_MANY);
            return lookup.get()
                    .doOnError(notVerified -> ofAddress.giveBack())
                    .map(user -> new Identified(user.orElse(null), client, ofAddress));
        }
        return lookup.get().flatMap(user -> devices.verified(user.orElse(null), client)
                .map(verified -> new Identified(
                        user.orElse(null),
                        verified,
                        throttle.ofAddress(verified).orTooMany(TOO_MANY))));
    }

    /** @param client its device is verified */
    private record Identified(@Nullable User user, Client client, Attempt ofAddress) {}

    private static void refuseTooLong(String email, String password) {
        if (email.strip().length() > EmailAddress.MAX_LENGTH) {
            String message = "An e-mail address has at most " + EmailAddress.MAX_LENGTH + " characters.";
            throw new DomainException.Invalid(message, Map.of("email", message));
        }
        if (Password.tooLong(password)) {
            String message = "A password has at most " + Password.MAX_BYTES + " bytes.";
            throw new DomainException.Invalid(message, Map.of("password", message));
        }
    }

    private Mono<Optional<User>> find(String email) {
        return optional(Mono.justOrEmpty(EmailAddress.parse(email)).flatMap(users::find));
    }

    private static Mono<Optional<User>> optional(Mono<User> found) {
        return found.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Mono<LogInStep> verify(
            @Nullable User user, String email, String password, Client client, Attempt ofAddress) {
        Attempt attempt = user == null ? throttle.ofStranger(email) : throttle.ofUser(user.id(), client);
        PasswordHash hash = user == null || user.disabled() || !attempt.allowed() ? null : user.passwordHash();
        return hasher.match(password, hash)
                .doOnError(notVerified -> giveBack(attempt, ofAddress))
                .flatMap(match -> {
                    if (user == null || !match.matches()) {
                        return refuse(user == null ? null : user.id(), reason(user, attempt), client);
                    }
                    giveBack(attempt, ofAddress);
                    return replacement(match, password).flatMap(hashed -> step(user, hashed.orElse(null), client));
                });
    }

    /** A hash in place of one that was made from another spelling, where today's rules allow that password. */
    private Mono<Optional<PasswordHash>> replacement(PasswordMatch match, String password) {
        return match != PasswordMatch.AS_TYPED
                ? Mono.just(Optional.empty())
                : Mono.fromSupplier(() -> new Password(password))
                        .flatMap(hasher::hash)
                        .map(Optional::of)
                        // The log-in succeeds without.
                        .onErrorReturn(DomainException.class, Optional.empty());
    }

    /** What was right, or was not verified at all, is no failure. */
    private static void giveBack(Attempt attempt, Attempt ofAddress) {
        attempt.giveBack();
        ofAddress.giveBack();
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

    private Mono<LogInStep> step(User verified, @Nullable PasswordHash replacement, Client client) {
        return start.locked(verified.id(), user -> {
                    if (!Objects.equals(user.passwordHash(), verified.passwordHash())) {
                        return Mono.error(new LogInRefused("late"));
                    }
                    return replace(user, replacement)
                            .then(secondFactors.isRequired(user.id()))
                            .flatMap(needed -> needed ? askForCode(user) : begin(user, client));
                })
                .onErrorResume(LogInRefused.class, refused -> refuse(verified.id(), refused.reason(), client));
    }

    private Mono<Void> replace(User user, @Nullable PasswordHash replacement) {
        return replacement == null ? Mono.empty() : users.rehash(user.id(), replacement);
    }

    private Mono<LogInStep> askForCode(User user) {
        return Mono.just(new CodeNeeded(user.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private Mono<LogInStep> begin(User user, Client client) {
        return start.begin(user, client, Factor.PASSWORD).map(LogInStep.LoggedIn::new);
    }

    @Override
    public Mono<UserSession> confirm(CodeNeeded challenge, String code, Client client) {
        return Mono.defer(() -> identify(() -> optional(users.find(challenge.userId())), client)
                .flatMap(found -> confirm(challenge, code, found.client(), found.ofAddress())));
    }

    private Mono<UserSession> confirm(CodeNeeded challenge, String code, Client client, Attempt ofAddress) {
        return Mono.defer(() -> {
            Attempt attempt = throttle.ofCode(challenge.userId(), client);
            if (!attempt.allowed()) {
                return refuse(challenge.userId(), "throttled", client);
            }
            return start.locked(challenge.userId(), user -> begin(user, challenge, code, client))
                    .doOnNext(begun -> giveBack(attempt, ofAddress))
                    .doOnError(
                            failure -> !(failure instanceof LogInRefused), notVerified -> giveBack(attempt, ofAddress))
                    .onErrorResume(LogInRefused.class, refused -> refuse(challenge.userId(), refused.reason(), client))
                    .delayUntil(begun -> start.deleteExpired());
        });
    }

    private Mono<UserSession> begin(User user, CodeNeeded challenge, String code, Client client) {
        Instant now = clock.instant();
        Instant given = challenge.passwordGivenAt();
        Instant changed = user.passwordChangedAt();
        if (now.isAfter(given.plus(CODE_WITHIN)) || (changed != null && changed.isAfter(given))) {
            return Mono.error(new LogInRefused("late"));
        }
        return secondFactors
                .verify(user.id(), code, now)
                .switchIfEmpty(Mono.error(() -> new LogInRefused("code")))
                .flatMap(factor -> start.begin(user, client, factor));
    }

    @Override
    public Mono<String> deviceBinding(UserSession begun) {
        return devices.of(begun.user());
    }

    /** The event names the user, never what was typed: people type passwords into the wrong field. */
    private <T> Mono<T> refuse(@Nullable Long userId, String reason, Client client) {
        AuditEvent event = new AuditEvent(
                clock.instant(),
                AuditEvent.Kind.LOG_IN_REFUSED,
                null,
                userId,
                client.address(),
                Map.of("reason", reason));
        return log.record(event).then(Mono.error(() -> new DomainException.NotAuthenticated(REFUSED)));
    }
}
