package io.flangular.bootstrap.user;

import io.flangular.application.user.EnsureAdministratorService;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.user.R2dbcUsers;
import io.flangular.security.password.Argon2PasswordHasher;
import io.flangular.security.password.PasswordHashingExecutor;
import io.flangular.security.password.ZxcvbnPasswordStrength;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Repository of users, their passwords, and the first administrator. */
@Configuration(proxyBeanMethods = false)
@Import({EnsureAdministratorService.class, NewPasswordPolicy.class, R2dbcUsers.class, ZxcvbnPasswordStrength.class})
class UserConfiguration {
    /** One thread fewer than there are processors, so that many simultaneous logins leave one to other requests. */
    @Bean
    PasswordHashingExecutor passwordHashingExecutor() {
        return new PasswordHashingExecutor(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    @Bean
    PasswordHasher passwordHasher(PasswordHashingExecutor executor) {
        return new Argon2PasswordHasher(executor);
    }

    /** Created during the start, before the server accepts connections. */
    @Bean
    FirstAdministrator firstAdministrator(
            EnsureAdministrator ensureAdministrator, FlangularProperties properties, Database database) {
        FirstAdministrator first = new FirstAdministrator(ensureAdministrator, properties.admin(), database.toString());
        first.ensure();
        return first;
    }
}
