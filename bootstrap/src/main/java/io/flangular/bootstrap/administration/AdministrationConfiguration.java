package io.flangular.bootstrap.administration;

import io.flangular.application.administration.ManageUsersService;
import io.flangular.web.administration.UserHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Use cases and routes of the administration of users. */
@Configuration(proxyBeanMethods = false)
@Import({ManageUsersService.class, UserHandler.class})
class AdministrationConfiguration {
    @Bean
    RouterFunction<ServerResponse> userRoutes(UserHandler users) {
        return users.routes();
    }
}
