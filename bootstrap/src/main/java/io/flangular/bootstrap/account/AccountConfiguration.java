package io.flangular.bootstrap.account;

import io.flangular.application.CredentialCaches;
import io.flangular.application.account.ManageAccountService;
import io.flangular.application.account.ManageSecondFactorService;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.session.DeviceBindings;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.account.ManageSecondFactor;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.web.account.AccountHandler;
import io.flangular.web.account.AccountRoutes;
import io.flangular.web.account.SecondFactorHandler;
import io.flangular.web.session.ClientResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** One's own account. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    PasswordConfirmation passwordConfirmation(
            Users users,
            PasswordHasher hasher,
            LoginThrottle throttle,
            AuditTrail audit,
            UnitOfWork unitOfWork) {
        return new PasswordConfirmation(users, hasher, throttle, audit, unitOfWork);
    }

    @Bean
    ManageAccount manageAccount(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            OneTimeLinks links,
            PasswordConfirmation passwordConfirmation,
            NewPasswordPolicy newPasswordPolicy,
            SecretHasher secretHasher,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            CredentialCaches caches,
            FlangularProperties properties) {
        return new ManageAccountService(
                users,
                factors,
                sessions,
                links,
                passwordConfirmation,
                newPasswordPolicy,
                new DeviceBindings(factors, secretHasher),
                audit,
                unitOfWork,
                caches,
                properties.session().idle());
    }

    @Bean
    ManageSecondFactor manageSecondFactor(
            SecondFactors factors,
            OneTimePasswords oneTimePasswords,
            SecretSeal seal,
            SecretHasher hasher,
            Sessions sessions,
            PasswordConfirmation passwordConfirmation,
            LoginThrottle throttle,
            AuditTrail audit,
            CredentialCaches caches,
            RandomBytes random) {
        return new ManageSecondFactorService(
                factors,
                oneTimePasswords,
                seal,
                hasher,
                sessions,
                passwordConfirmation,
                throttle,
                audit,
                caches,
                random);
    }

    @Bean
    RouterFunction<ServerResponse> accountRoutes(
            ManageAccount account, ManageSecondFactor secondFactor, ClientResolver clients) {
        return AccountRoutes.of(
                new AccountHandler(account, clients), new SecondFactorHandler(secondFactor, account, clients));
    }
}
