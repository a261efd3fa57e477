package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.session.CheckSession;
import io.flangular.domain.session.LogIn;
import io.flangular.domain.session.LogOut;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The use cases with one user and no memory. */
class FakeLogins implements LogIn, LogOut, CheckSession {
    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse battery & 100% stäple+";

    private final Map<SessionId, UserSession> active = new ConcurrentHashMap<>();
    private final FakeRandomBytes random = new FakeRandomBytes();
    private final Clock clock;
    private final User user = new User(1, new EmailAddress(EMAIL), null, new PasswordHash(""), false);

    /** What every attempt fails with; null to decide by the password. */
    volatile @Nullable DomainException refusal;

    FakeLogins(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<UserSession> logIn(String email, String password) {
        return Mono.fromSupplier(() -> {
            DomainException always = refusal;
            if (always != null) {
                throw always;
            }
            if (!email.equals(EMAIL) || !password.equals(PASSWORD)) {
                throw new DomainException.NotAuthenticated("Could not log in.");
            }
            return begin();
        });
    }

    UserSession begin() {
        Session session = new Session(
                SessionId.generate(random),
                user.id(),
                clock.instant(),
                clock.instant().plus(Duration.ofHours(8)),
                null);
        UserSession begun = new UserSession(session, user);
        active.put(session.id(), begun);
        return begun;
    }

    @Override
    public Mono<Void> logOut(SessionId id) {
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
