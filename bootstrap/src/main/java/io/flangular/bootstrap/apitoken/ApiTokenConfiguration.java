package io.flangular.bootstrap.apitoken;

import io.flangular.application.ShortLivedCache;
import io.flangular.application.apitoken.CheckApiTokenService;
import io.flangular.application.apitoken.ManageApiTokensService;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ManageApiTokens;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.persistence.apitoken.R2dbcApiTokens;
import io.flangular.web.apitoken.ApiTokenHandler;
import io.flangular.web.session.ClientResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repository, use cases and routes of API tokens. */
@Configuration(proxyBeanMethods = false)
@Import({CheckApiTokenService.class, ManageApiTokensService.class, R2dbcApiTokens.class})
class ApiTokenConfiguration {
    @Bean
    ShortLivedCache<ApiTokenHash, UserApiToken> apiTokenCache() {
        return new ShortLivedCache<>();
    }

    @Bean
    RouterFunction<ServerResponse> tokenRoutes(ManageApiTokens tokens, ClientResolver clients) {
        return new ApiTokenHandler(tokens, clients::of).routes();
    }
}
