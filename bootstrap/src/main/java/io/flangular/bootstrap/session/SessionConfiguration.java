package io.flangular.bootstrap.session;

import io.flangular.application.CredentialChanges;
import io.flangular.application.ShortLivedCache;
import io.flangular.application.session.CheckSessionService;
import io.flangular.application.session.DeviceBindings;
import io.flangular.application.session.LoginService;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.LogoutService;
import io.flangular.application.session.SecondFactorManager;
import io.flangular.application.session.SessionLifetime;
import io.flangular.application.session.SessionStarter;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.SessionProperties;
import io.flangular.bootstrap.startup.DataFolder;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.session.Login;
import io.flangular.domain.session.Logout;
import io.flangular.domain.session.SecretsInUse;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.secondfactor.R2dbcSecondFactors;
import io.flangular.persistence.session.R2dbcSecretsInUse;
import io.flangular.persistence.session.R2dbcSessions;
import io.flangular.security.secondfactor.SealedSecrets;
import io.flangular.security.secondfactor.TotpPasswords;
import io.flangular.security.secret.Secrets;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.LoginHandler;
import io.flangular.web.session.SessionCookies;
import io.flangular.web.session.SessionHandler;
import io.flangular.web.session.token.CodeChallenges;
import io.flangular.web.session.token.DeviceCookie;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.SignedTokenKeys;
import io.flangular.web.spa.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repositories, use cases and routes of sessions and second factors, and their keys. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({
    CheckSessionService.class,
    DeviceBindings.class,
    LoginService.class,
    LoginThrottle.class,
    LogoutService.class,
    PendingLogouts.class,
    R2dbcSecondFactors.class,
    R2dbcSecretsInUse.class,
    R2dbcSessions.class,
    SealedSecrets.class,
    SecondFactorManager.class,
    SessionStarter.class,
    TotpPasswords.class
})
class SessionConfiguration {
    private final SessionProperties properties;

    SessionConfiguration(FlangularProperties flangular) {
        this.properties = flangular.session();
    }

    @Bean
    SessionLifetime sessionLifetime() {
        return new SessionLifetime(properties.idle(), properties.longest());
    }

    @Bean
    ShortLivedCache<SessionId, UserSession> sessionCache() {
        return new ShortLivedCache<>();
    }

    @Bean
    CredentialChanges credentialChanges(
            UnitOfWork unitOfWork,
            ShortLivedCache<SessionId, UserSession> sessions,
            ShortLivedCache<ApiTokenHash, UserApiToken> tokens) {
        return new CredentialChanges(unitOfWork, sessions, tokens);
    }

    @Bean
    SecretCheck secretCheck(SecretsInUse inUse, Secrets secrets, Database database, Clock clock) {
        return new SecretCheck(inUse, secrets, database.isServer(), clock);
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
            // Earlier versions sealed second factors with the trailing line break of the secret, which is stripped now.
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
        return new LoginHandler(login, sessions, cookies, clients, new CodeChallenges(tokens), properties.idle())
                .routes();
    }
}
