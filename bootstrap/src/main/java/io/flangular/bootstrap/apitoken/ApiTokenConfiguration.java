package io.flangular.bootstrap.apitoken;

import io.flangular.application.ShortLivedCache;
import io.flangular.application.apitoken.CheckApiTokenService;
import io.flangular.application.apitoken.IssueApiTokenService;
import io.flangular.application.apitoken.ListApiTokensService;
import io.flangular.application.apitoken.RevokeApiTokenService;
import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.CheckApiToken;
import io.flangular.domain.apitoken.IssueApiToken;
import io.flangular.domain.apitoken.ListApiTokens;
import io.flangular.domain.apitoken.RevokeApiToken;
import io.flangular.domain.apitoken.UserApiToken;
import io.flangular.domain.user.Users;
import io.flangular.persistence.apitoken.R2dbcApiTokens;
import io.flangular.web.apitoken.ApiTokenHandler;
import io.flangular.web.apitoken.ApiTokenRoutes;
import io.flangular.web.session.ClientResolver;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repository and use cases of API tokens. */
@Configuration(proxyBeanMethods = false)
class ApiTokenConfiguration {

    @Bean
    ApiTokens apiTokens(DatabaseClient database) {
        return new R2dbcApiTokens(database);
    }

    @Bean
    ShortLivedCache<ApiTokenHash, UserApiToken> apiTokenCache() {
        return new ShortLivedCache<>();
    }

    @Bean
    IssueApiToken issueApiToken(
            ApiTokens tokens,
            Users users,
            SecretHasher hasher,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            RandomBytes random) {
        return new IssueApiTokenService(tokens, users, hasher, audit, unitOfWork, random);
    }

    @Bean
    ListApiTokens listApiTokens(ApiTokens tokens) {
        return new ListApiTokensService(tokens);
    }

    @Bean
    RevokeApiToken revokeApiToken(
            ApiTokens tokens,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            ShortLivedCache<ApiTokenHash, UserApiToken> cache) {
        return new RevokeApiTokenService(tokens, audit, unitOfWork, cache);
    }

    @Bean
    CheckApiToken checkApiToken(
            ApiTokens tokens,
            Users users,
            SecretHasher hasher,
            ShortLivedCache<ApiTokenHash, UserApiToken> cache,
            Clock clock) {
        return new CheckApiTokenService(tokens, users, hasher, cache, clock);
    }

    @Bean
    RouterFunction<ServerResponse> tokenRoutes(
            IssueApiToken issue, ListApiTokens list, RevokeApiToken revoke, ClientResolver clients) {
        return ApiTokenRoutes.of(new ApiTokenHandler(issue, list, revoke, clients::of));
    }
}
