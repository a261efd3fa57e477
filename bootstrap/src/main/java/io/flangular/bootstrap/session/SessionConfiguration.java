package io.flangular.bootstrap.session;

import io.flangular.application.CredentialCaches;
import io.flangular.application.ShortLivedCache;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.CheckSessionService;
import io.flangular.application.session.DeviceBindings;
import io.flangular.application.session.LoginService;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.LogoutService;
import io.flangular.application.session.SecondFactorVerifier;
import io.flangular.application.session.SessionStarter;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.SessionProperties;
import io.flangular.bootstrap.startup.DataFolder;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.domain.session.CheckSession;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.Logout;
import io.flangular.domain.session.SecretsInUse;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.session.R2dbcSecretsInUse;
import io.flangular.persistence.session.R2dbcSessions;
import io.flangular.security.secret.Secrets;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.CodeChallenges;
import io.flangular.web.session.DeviceCookie;
import io.flangular.web.session.LoginHandler;
import io.flangular.web.session.SessionCookies;
import io.flangular.web.session.SessionHandler;
import io.flangular.web.session.SessionRoutes;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.SignedTokenKeys;
import io.flangular.web.spa.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repository and use cases of sessions, and their signed tokens. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SessionConfiguration {
    private final SessionProperties properties;

    SessionConfiguration(FlangularProperties flangular) {
        this.properties = flangular.session();
    }

    @Bean
    Sessions sessions(DatabaseClient database) {
        return new R2dbcSessions(database);
    }

    @Bean
    ShortLivedCache<SessionId, UserSession> sessionCache() {
        return new ShortLivedCache<>();
    }

    /** What services forget that change who gets in. */
    @Bean
    CredentialCaches caches(
            ShortLivedCache<SessionId, UserSession> sessions, ShortLivedCache<ApiTokenHash, UserApiToken> tokens) {
        return new CredentialCaches(sessions, tokens);
    }

    @Bean
    LoginThrottle logInThrottle(Clock clock) {
        return new LoginThrottle(clock);
    }

    @Bean
    SecondFactorVerifier codeCheck(
            SecondFactors factors, OneTimePasswords oneTimePasswords, SecretSeal seal, SecretHasher hasher) {
        return new SecondFactorVerifier(factors, oneTimePasswords, seal, hasher);
    }

    @Bean
    SessionStarter sessionStarter(
            Users users,
            Sessions sessions,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            ShortLivedCache<SessionId, UserSession> cache,
            RandomBytes random) {
        return new SessionStarter(users, sessions, audit, unitOfWork, cache, random, properties.longest());
    }

    @Bean
    Login login(
            Users users,
            PasswordHasher hasher,
            LoginThrottle throttle,
            SecondFactorVerifier codes,
            SecondFactors factors,
            SecretHasher secretHasher,
            SessionStarter start,
            AuditTrail audit) {
        DeviceBindings devices = new DeviceBindings(factors, secretHasher);
        return new LoginService(users, hasher, throttle, codes, devices, start, audit);
    }

    @Bean
    LogoutService logout(
            Sessions sessions,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            ShortLivedCache<SessionId, UserSession> cache) {
        return new LogoutService(sessions, audit, unitOfWork, cache);
    }

    @Bean
    PendingLogouts pendingLogouts(LogoutService logout) {
        return new PendingLogouts(logout);
    }

    @Bean
    SecretsInUse secretsInUse(DatabaseClient database) {
        return new R2dbcSecretsInUse(database);
    }

    @Bean
    SecretCheck secretCheck(SecretsInUse inUse, Secrets secrets, Database database, Clock clock) {
        return new SecretCheck(inUse, secrets, database.isServer(), clock);
    }

    @Bean
    CheckSession checkSession(
            Sessions sessions, Users users, ShortLivedCache<SessionId, UserSession> cache, Clock clock) {
        return new CheckSessionService(sessions, users, cache, clock);
    }

    @Bean
    Secrets secrets(FlangularProperties flangular, RandomBytes random) {
        List<byte[]> secrets = new ArrayList<>();
        String configured = properties.secret();
        secrets.add(
                configured == null
                        ? new SecretFile(DataFolder.open(flangular.data()), random).read()
                        : configured.getBytes(StandardCharsets.UTF_8));
        properties.previousSecrets().forEach(previous -> secrets.add(previous.getBytes(StandardCharsets.UTF_8)));
        if (configured != null) {
            // Its line break, which is taken off now, was once a part of the secret that second factors are sealed
            // with.
            secrets.add((configured + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new Secrets(secrets);
    }

    @Bean
    SignedTokenCodec tokens(Secrets secrets, Clock clock) {
        return new SignedTokenCodec(new SignedTokenKeys(secrets.currentId(), secrets::keys), clock, properties.idle());
    }

    @Bean
    SessionCookies sessionCookies(SignedTokenCodec tokens) {
        return new SessionCookies(tokens, !properties.insecureCookies());
    }

    @Bean
    ClientResolver clients(SignedTokenCodec tokens, RandomBytes random, Clock clock) {
        return new ClientResolver(new DeviceCookie(tokens, random, clock, !properties.insecureCookies()));
    }

    @Bean
    SessionHandler sessionHandler(Logout logout, SessionCookies cookies, ClientResolver clients, Pages pages) {
        return new SessionHandler(logout, cookies, clients, pages::login, properties.idle());
    }

    @Bean
    RouterFunction<ServerResponse> sessionRoutes(
            Login login,
            SessionHandler sessions,
            SessionCookies cookies,
            ClientResolver clients,
            SignedTokenCodec tokens) {
        LoginHandler handler =
                new LoginHandler(login, sessions, cookies, clients, new CodeChallenges(tokens), properties.idle());
        return SessionRoutes.of(sessions, handler);
    }
}
