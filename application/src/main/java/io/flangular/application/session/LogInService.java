package io.flangular.application.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.session.LogIn;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Verifies a password and begins a session. Whatever is wrong, one password is verified, so that neither the
 * answer nor its time tells whether an account exists.
 */
public final class LogInService implements LogIn {
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final Users users;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final RandomBytes random;
    private final Clock clock;
    private final Duration longest;

    /** A session ends after the longest duration however active its user is. */
    public LogInService(
            Users users, PasswordHasher hasher, Sessions sessions, RandomBytes random, Clock clock, Duration longest) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.random = random;
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    public Mono<UserSession> logIn(String email, String password) {
        return Mono.defer(() -> {
            refuseTooLong(email, password);
            return find(email)
                    .filter(user -> !user.disabled())
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(user -> verify(user, password))
                    .flatMap(this::begin);
        });
    }

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

    private Mono<User> find(String email) {
        return Mono.justOrEmpty(EmailAddress.parse(email)).flatMap(users::find);
    }

    private Mono<User> verify(Optional<User> user, String password) {
        return hasher.matches(password, user.map(User::passwordHash).orElse(null))
                .filter(matches -> matches)
                .flatMap(matches -> Mono.justOrEmpty(user))
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAuthenticated("Could not log in.")));
    }

    private Mono<UserSession> begin(User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Session session = new Session(SessionId.generate(random), user.id(), now, now.plus(longest), null);
        return sessions.deleteEndedBefore(now, FORGOTTEN_AT_ONCE)
                .then(sessions.add(session))
                .thenReturn(new UserSession(session, user));
    }
}
