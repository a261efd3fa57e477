package io.flangular.application;

import io.flangular.application.account.ManageAccountService;
import io.flangular.application.account.ManageSecondFactorService;
import io.flangular.application.account.PasswordChanger;
import io.flangular.application.administration.ManageUsersService;
import io.flangular.application.apitoken.CheckApiTokenService;
import io.flangular.application.apitoken.ManageApiTokensService;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.link.LinkIssuer;
import io.flangular.application.link.RedeemLinkService;
import io.flangular.application.session.CheckSessionService;
import io.flangular.application.session.DeviceBindings;
import io.flangular.application.session.LoginService;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.LogoutService;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.session.SecondFactorManager;
import io.flangular.application.session.SessionLifetime;
import io.flangular.application.session.SessionStarter;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.PlainSecretHasher;
import io.flangular.domain.SettableClock;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.administration.Requester;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.InMemoryApiTokens;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.InMemoryAuditLog;
import io.flangular.domain.link.FakeLinkMail;
import io.flangular.domain.link.InMemoryOneTimeLinks;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.secondfactor.FakeOneTimePasswords;
import io.flangular.domain.secondfactor.InMemorySecondFactors;
import io.flangular.domain.secondfactor.PlainSecretSeal;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.InMemorySessions;
import io.flangular.domain.session.LoginStep;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.FakePasswordStrength;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PlainPasswordHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The services for accounts over fakes, wired as in the application, for tests. Locks are refused outside a unit of
 * work.
 */
public class Installation {
    public static final String PASSWORD = "correct horse battery";
    public static final String COMMON = "passwordpassword";
    public static final Duration MAX_LIFETIME = Duration.ofHours(8);
    public static final Duration IDLE = Duration.ofMinutes(10);
    public static final SessionLifetime LIFETIME = new SessionLifetime(IDLE, MAX_LIFETIME);
    public static final Client CLIENT = new Client("192.0.2.1", "Firefox", null);

    private static final String INSIDE = "inside a unit of work";

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    public final FakeRandomBytes random = new FakeRandomBytes();
    public final PlainSecretHasher secretHasher = new PlainSecretHasher();
    public final UnitOfWork unitOfWork = new UnitOfWork() {
        @Override
        public <T> Mono<T> run(Mono<T> work) {
            return work.contextWrite(context -> context.put(INSIDE, true));
        }
    };
    public final InMemorySecondFactors factors = new InMemorySecondFactors();
    public final InMemoryUsers users = new InMemoryUsers(factors::on) {
        @Override
        public Mono<User> lock(long id) {
            return inside(super.lock(id));
        }

        @Override
        public Flux<User> lockAdministrators() {
            return inside(super.lockAdministrators().collectList()).flatMapIterable(all -> all);
        }
    };
    public final Set<AuditEvent.Kind> recordedAlone = new ConcurrentSkipListSet<>();
    public final InMemoryAuditLog log = new InMemoryAuditLog(users) {
        @Override
        public Mono<Void> record(AuditEvent event) {
            return Mono.deferContextual(context -> {
                if (!context.hasKey(INSIDE)) {
                    recordedAlone.add(event.kind());
                }
                return super.record(event);
            });
        }
    };
    public final AuditTrail audit = new AuditTrail(log, clock);
    public final PlainPasswordHasher hasher = new PlainPasswordHasher();
    public final InMemorySessions sessions = new InMemorySessions();
    public final InMemoryOneTimeLinks links = new InMemoryOneTimeLinks();
    public final InMemoryApiTokens tokens = new InMemoryApiTokens();
    public final FakeOneTimePasswords authenticator = new FakeOneTimePasswords();
    public final PlainSecretSeal seal = new PlainSecretSeal("secret", "former");

    public final ShortLivedCache<SessionId, UserSession> sessionCache = new ShortLivedCache<>();
    public final ShortLivedCache<ApiTokenHash, UserApiToken> apiTokenCache = new ShortLivedCache<>();
    public final CredentialChanges changes = new CredentialChanges(unitOfWork, sessionCache, apiTokenCache);
    public final LoginThrottle throttle = new LoginThrottle(clock);
    public final NewPasswordPolicy newPasswordPolicy = new NewPasswordPolicy(new FakePasswordStrength(COMMON), hasher);
    public final PasswordConfirmation passwordConfirmation = new PasswordConfirmation(users, hasher, throttle, audit);
    public final SecondFactorManager secondFactors =
            new SecondFactorManager(factors, authenticator, seal, secretHasher, random);
    public final DeviceBindings devices = new DeviceBindings(factors, secretHasher);
    public final SessionStarter start =
            new SessionStarter(users, sessions, audit, unitOfWork, sessionCache, random, LIFETIME);

    public final LoginService login = new LoginService(users, hasher, throttle, secondFactors, devices, start, audit);
    public final CheckSessionService checkSession = new CheckSessionService(sessions, users, sessionCache, clock);
    public final LogoutService logout = new LogoutService(sessions, audit, unitOfWork, sessionCache);
    public final ManageApiTokensService manageApiTokens =
            new ManageApiTokensService(tokens, users, secretHasher, random, apiTokenCache, unitOfWork, audit);
    public final CheckApiTokenService checkApiToken =
            new CheckApiTokenService(tokens, users, secretHasher, apiTokenCache, clock);
    public final ManageAccountService account = accountWith(passwordConfirmation);
    public final ManageSecondFactorService secondFactor =
            new ManageSecondFactorService(secondFactors, sessions, passwordConfirmation, throttle, changes, audit);
    public final FakeLinkMail mail = new FakeLinkMail();
    public final ManageUsersService administration = administrationWith(mail);
    public final RedeemLinkService redeem =
            new RedeemLinkService(links, users, sessions, secretHasher, newPasswordPolicy, throttle, changes, audit);

    /** The service for one's own account, with another confirmation of passwords. */
    public final ManageAccountService accountWith(PasswordConfirmation confirmation) {
        PasswordChanger changer =
                new PasswordChanger(users, sessions, links, confirmation, newPasswordPolicy, changes, audit);
        return new ManageAccountService(users, factors, sessions, devices, changer, changes, audit, LIFETIME);
    }

    /** The service for administrators, with another post office. */
    public final ManageUsersService administrationWith(LinkMail post) {
        return new ManageUsersService(
                users,
                factors,
                sessions,
                links,
                tokens,
                new LinkIssuer(links, post, secretHasher, audit, random),
                passwordConfirmation,
                changes,
                audit);
    }

    /** Adds somebody with {@link #PASSWORD}, who has chosen it a day ago. */
    public User add(String name, Role role) {
        return add(name, role, new PasswordHash("plain:" + PASSWORD));
    }

    /** Adds somebody with another password or none. */
    public User add(String name, Role role, @Nullable PasswordHash hash) {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        return users.add(new NewUser(email(name), name, role, hash, yesterday)).block();
    }

    /** The address of somebody. */
    public static EmailAddress email(String name) {
        return new EmailAddress(name + "@example.org");
    }

    /** A new session of somebody without a second factor. */
    public UserSession begin(User user) {
        LoginStep step = login.login(user.email().value(), PASSWORD, CLIENT).block();
        return ((LoginStep.LoggedIn) step).session();
    }

    /** A browser in which the user has logged in with the credentials of now. */
    public Client device(User user, String id) {
        String binding =
                login.deviceBinding(new UserSession(null, stored(user))).block();
        return new Client("192.0.2.1", null, new Client.KnownDevice(user.id(), id, binding));
    }

    /** Turns a user's second factor on without more ado and gives its key. */
    public TotpSecret secondFactorOf(User user) {
        TotpSecret secret = new TotpSecret(random.next(TotpSecret.LENGTH));
        factors.begin(user.id(), seal.seal(secret)).block();
        factors.confirm(user.id(), 0, clock.instant()).block();
        return secret;
    }

    /** What the authenticator shows now. */
    public String code(TotpSecret secret) {
        return authenticator.code(secret, clock.instant());
    }

    /** Whether a session opens anything now. */
    public boolean active(UserSession session) {
        return checkSession.check(session.session().id()).hasElement().block();
    }

    /** Somebody who asks, with all that the role permits. */
    public static Caller caller(User user) {
        return new Caller(user.id(), user.displayName(), user.role().permissions());
    }

    /** The same in a session of theirs, with {@link #PASSWORD}. */
    public static Requester requester(Caller caller) {
        return requester(caller, PASSWORD);
    }

    /** The same with another password or none. */
    public static Requester requester(Caller caller, @Nullable String password) {
        Role role = Stream.of(Role.values())
                .filter(each -> each.permissions().equals(caller.permissions()))
                .findFirst()
                .orElseThrow();
        User user = new User(caller.id(), email("requester"), caller.name(), role, null, false, Instant.EPOCH, null);
        Session session = new Session(
                new SessionId("id"), "handle", user.id(), Instant.EPOCH, Instant.MAX, null, Instant.EPOCH, "", null);
        return new Requester(new UserSession(session, user), password, CLIENT);
    }

    /** The user as stored now. */
    public User stored(User user) {
        return users.find(user.id()).block();
    }

    /** What was recorded of that kind, the oldest first. */
    public List<AuditEvent> events(AuditEvent.Kind kind) {
        return log.events().stream().filter(event -> event.kind() == kind).toList();
    }

    /** The one event of that kind. */
    public AuditEvent event(AuditEvent.Kind kind) {
        List<AuditEvent> events = events(kind);
        if (events.size() != 1) {
            throw new AssertionError("One event of " + kind + " was expected in " + log.events());
        }
        return events.get(0);
    }

    private static <T> Mono<T> inside(Mono<T> work) {
        return Mono.deferContextual(context -> context.hasKey(INSIDE)
                ? work
                : Mono.error(new AssertionError("A lock outside a unit of work holds nothing.")));
    }
}
