package io.flangular.bootstrap.user;

import io.flangular.application.audit.AuditTrail;
import io.flangular.application.user.EnsureAdministratorService;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.user.EnsureAdministrator;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordStrength;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.user.R2dbcUsers;
import io.flangular.security.password.Argon2PasswordHasher;
import io.flangular.security.password.PasswordHashingExecutor;
import io.flangular.security.password.ZxcvbnPasswordStrength;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Users, their passwords, and the first of them. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    @Bean
    Users users(DatabaseClient database) {
        return new R2dbcUsers(database);
    }

    /**
     * One thread less than there are processors, so that a storm of logins leaves one to everybody else.
     */
    @Bean
    PasswordHashingExecutor passwordThreads() {
        return new PasswordHashingExecutor(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    @Bean
    PasswordHasher passwordHasher(PasswordHashingExecutor threads) {
        return new Argon2PasswordHasher(threads);
    }

    @Bean
    PasswordStrength passwordStrength(PasswordHashingExecutor threads) {
        return new ZxcvbnPasswordStrength(threads);
    }

    @Bean
    NewPasswordPolicy newPasswordPolicy(PasswordStrength strength, PasswordHasher hasher) {
        return new NewPasswordPolicy(strength, hasher);
    }

    @Bean
    EnsureAdministrator ensureAdministrator(
            Users users,
            PasswordHasher hasher,
            NewPasswordPolicy newPasswordPolicy,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            RandomBytes random) {
        return new EnsureAdministratorService(users, hasher, newPasswordPolicy, audit, unitOfWork, random);
    }

    /** Done while the application starts: nothing listens yet. */
    @Bean
    FirstAdministrator firstAdministrator(
            EnsureAdministrator ensureAdministrator, FlangularProperties properties, Database database) {
        FirstAdministrator first = new FirstAdministrator(ensureAdministrator, properties.admin(), database.toString());
        first.ensure();
        return first;
    }
}
