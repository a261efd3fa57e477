package io.flangular.bootstrap.administration;

import io.flangular.application.CredentialCaches;
import io.flangular.application.administration.ManageUsersService;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.link.LinkIssuer;
import io.flangular.application.session.PasswordConfirmation;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.administration.ManageUsers;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.Users;
import io.flangular.web.administration.UserHandler;
import io.flangular.web.administration.UserRoutes;
import io.flangular.web.link.LinkUrl;
import io.flangular.web.session.ClientResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Users, as administrators manage them. */
@Configuration(proxyBeanMethods = false)
class AdministrationConfiguration {

    @Bean
    ManageUsers manageUsers(
            Users users,
            SecondFactors factors,
            Sessions sessions,
            OneTimeLinks links,
            ApiTokens tokens,
            LinkIssuer linkIssuer,
            PasswordConfirmation passwordConfirmation,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            CredentialCaches caches) {
        return new ManageUsersService(
                users,
                factors,
                sessions,
                links,
                tokens,
                linkIssuer,
                passwordConfirmation,
                audit,
                unitOfWork,
                caches);
    }

    @Bean
    RouterFunction<ServerResponse> userRoutes(ManageUsers manageUsers, LinkUrl address, ClientResolver clients) {
        return UserRoutes.of(new UserHandler(manageUsers, address, clients));
    }
}
