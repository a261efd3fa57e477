package io.flangular.bootstrap.account;

import io.flangular.application.account.ManageAccountService;
import io.flangular.application.account.ManageSecondFactorService;
import io.flangular.application.account.PasswordChanger;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.web.account.AccountHandler;
import io.flangular.web.account.SecondFactorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Use cases and routes of the account of the logged-in user. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccountHandler.class,
    ManageAccountService.class,
    ManageSecondFactorService.class,
    PasswordChanger.class,
    PasswordConfirmation.class,
    SecondFactorHandler.class
})
class AccountConfiguration {
    @Bean
    RouterFunction<ServerResponse> accountRoutes(AccountHandler account, SecondFactorHandler secondFactor) {
        return account.routes().and(secondFactor.routes());
    }
}
