package io.flangular.bootstrap.session;

import io.flangular.application.ShortMemory;
import io.flangular.application.session.CheckSessionService;
import io.flangular.application.session.LogInService;
import io.flangular.application.session.LogOutService;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.session.CheckSession;
import io.flangular.domain.session.LogIn;
import io.flangular.domain.session.LogOut;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.Users;
import io.flangular.persistence.session.R2dbcSessions;
import io.flangular.web.session.SessionCookies;
import io.flangular.web.session.SessionHandler;
import io.flangular.web.session.SessionRoutes;
import io.flangular.web.session.TokenKeys;
import io.flangular.web.session.Tokens;
import io.flangular.web.spa.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Sessions: where they are kept, how they begin and end, and the tokens that name them. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    private final SessionProperties properties;

    SessionConfiguration(SessionProperties properties) {
        this.properties = properties.checked();
    }

    @Bean
    Sessions sessions(DatabaseClient database) {
        return new R2dbcSessions(database);
    }

    @Bean
    ShortMemory<SessionId, UserSession> sessionMemory() {
        return new ShortMemory<>();
    }

    @Bean
    LogIn logIn(Users users, PasswordHasher hasher, Sessions sessions, RandomBytes random, Clock clock) {
        return new LogInService(users, hasher, sessions, random, clock, properties.longest());
    }

    @Bean
    LogOut logOut(Sessions sessions, ShortMemory<SessionId, UserSession> memory, Clock clock) {
        return new LogOutService(sessions, memory, clock);
    }

    @Bean
    CheckSession checkSession(Sessions sessions, Users users, ShortMemory<SessionId, UserSession> memory, Clock clock) {
        return new CheckSessionService(sessions, users, memory, clock);
    }

    @Bean
    TokenKeys tokenKeys(FlangularProperties flangular, RandomBytes random) {
        List<byte[]> secrets = new ArrayList<>();
        String configured = properties.secret();
        secrets.add(
                configured == null
                        ? new SecretFile(flangular.data(), random).read()
                        : configured.getBytes(StandardCharsets.UTF_8));
        properties.previousSecrets().forEach(previous -> secrets.add(previous.getBytes(StandardCharsets.UTF_8)));
        return new TokenKeys(secrets);
    }

    @Bean
    SessionCookies sessionCookies(TokenKeys keys, Clock clock) {
        return new SessionCookies(new Tokens(keys, clock, properties.idle()), !properties.insecureCookies());
    }

    @Bean
    RouterFunction<ServerResponse> sessionRoutes(LogIn logIn, LogOut logOut, SessionCookies cookies, Pages pages) {
        return SessionRoutes.of(new SessionHandler(logIn, logOut, cookies, pages::login, properties.idle()));
    }
}
