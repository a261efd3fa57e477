package io.flangular.bootstrap.user;

import io.flangular.application.user.EnsureAdministratorService;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.Users;
import io.flangular.persistence.user.R2dbcUsers;
import io.flangular.web.user.Argon2PasswordHasher;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Users, their passwords, and the first of them. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomBytes randomBytes() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }

    @Bean
    Users users(DatabaseClient database) {
        return new R2dbcUsers(database);
    }

    @Bean
    PasswordHasher passwordHasher() {
        return new Argon2PasswordHasher();
    }

    @Bean
    EnsureAdministrator ensureAdministrator(Users users, PasswordHasher hasher, RandomBytes random) {
        return new EnsureAdministratorService(users, hasher, random);
    }

    /** Done while the application starts: nothing listens yet. */
    @Bean
    FirstAdministrator firstAdministrator(EnsureAdministrator ensureAdministrator, FlangularProperties properties) {
        FirstAdministrator first = new FirstAdministrator(ensureAdministrator, properties.admin());
        first.ensure();
        return first;
    }
}
