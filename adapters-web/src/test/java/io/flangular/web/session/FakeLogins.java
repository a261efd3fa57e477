package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.session.CheckSession;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.Logout;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The use cases with one user and no memory. It notes where logins come from. */
class FakeLogins implements Login, Logout, CheckSession {
    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse battery & 100% stäple+";
    static final String CODE = "123456";

    private final Map<SessionId, UserSession> active = new ConcurrentHashMap<>();
    private final FakeRandomBytes random = new FakeRandomBytes();
    private final Clock clock;
    private final User user = new User(
            1,
            new EmailAddress(EMAIL),
            null,
            Role.ADMINISTRATOR,
            new PasswordHash(""),
            false,
            Instant.parse("2026-01-01T00:00:00Z"),
            null);

    /** What every attempt fails with; null to decide by the password. */
    volatile @Nullable DomainException refusal;

    /** Whether a code is asked for after the password. */
    volatile boolean secondFactor;

    /** Where the last attempt came from. */
    volatile @Nullable Client client;

    FakeLogins(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<LoginStep> login(String email, String password, Client from) {
        return Mono.fromSupplier(() -> {
            client = from;
            require(email.equals(EMAIL) && password.equals(PASSWORD));
            return secondFactor
                    ? new LoginStep.CodeNeeded(user.id(), clock.instant())
                    : new LoginStep.LoggedIn(begin());
        });
    }

    @Override
    public Mono<UserSession> confirm(LoginStep.CodeNeeded challenge, String code, Client from) {
        return Mono.fromSupplier(() -> {
            client = from;
            boolean inTime =
                    clock.instant().isBefore(challenge.passwordGivenAt().plus(CODE_TIMEOUT));
            require(challenge.userId() == user.id() && inTime && code.equals(CODE));
            return begin();
        });
    }

    @Override
    public Mono<String> deviceBinding(UserSession begun) {
        return Mono.just("binding");
    }

    private void require(boolean good) {
        DomainException always = refusal;
        if (always != null) {
            throw always;
        }
        if (!good) {
            throw new DomainException.NotAuthenticated("Could not log in.");
        }
    }

    UserSession begin() {
        Session session = new Session(
                SessionId.generate(random),
                "handle",
                user.id(),
                clock.instant(),
                clock.instant().plus(Duration.ofHours(8)),
                null,
                clock.instant(),
                "192.0.2.1",
                null);
        UserSession begun = new UserSession(session, user);
        active.put(session.id(), begun);
        return begun;
    }

    @Override
    public Mono<Void> logout(SessionId id, Client from) {
        return Mono.fromRunnable(() -> active.remove(id));
    }

    @Override
    public Mono<UserSession> check(SessionId id) {
        return Mono.fromSupplier(() -> active.get(id))
                .filter(found -> found.session().activeAt(clock.instant()));
    }

    int activeSessions() {
        return active.size();
    }
}
