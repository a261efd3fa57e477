package io.flangular.bootstrap.token;

import io.flangular.application.ShortMemory;
import io.flangular.application.token.CheckTokenService;
import io.flangular.application.token.IssueTokenService;
import io.flangular.application.token.ListTokensService;
import io.flangular.application.token.RevokeTokenService;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.CheckToken;
import io.flangular.domain.token.IssueToken;
import io.flangular.domain.token.ListTokens;
import io.flangular.domain.token.RevokeToken;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.UserToken;
import io.flangular.domain.user.Users;
import io.flangular.persistence.token.R2dbcApiTokens;
import io.flangular.web.session.Clients;
import io.flangular.web.token.TokenHandler;
import io.flangular.web.token.TokenRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** API tokens: where they are kept, and what is done with them. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    ApiTokens apiTokens(DatabaseClient database) {
        return new R2dbcApiTokens(database);
    }

    @Bean
    ShortMemory<TokenHash, UserToken> tokenMemory() {
        return new ShortMemory<>();
    }

    @Bean
    IssueToken issueToken(
            ApiTokens tokens,
            Users users,
            SecretHasher hasher,
            SecurityLog log,
            UnitOfWork unitOfWork,
            RandomBytes random,
            Clock clock) {
        return new IssueTokenService(tokens, users, hasher, log, unitOfWork, random, clock);
    }

    @Bean
    ListTokens listTokens(ApiTokens tokens) {
        return new ListTokensService(tokens);
    }

    @Bean
    RevokeToken revokeToken(
            ApiTokens tokens,
            SecurityLog log,
            UnitOfWork unitOfWork,
            ShortMemory<TokenHash, UserToken> memory,
            Clock clock) {
        return new RevokeTokenService(tokens, log, unitOfWork, memory, clock);
    }

    @Bean
    CheckToken checkToken(
            ApiTokens tokens, Users users, SecretHasher hasher, ShortMemory<TokenHash, UserToken> memory, Clock clock) {
        return new CheckTokenService(tokens, users, hasher, memory, clock);
    }

    @Bean
    RouterFunction<ServerResponse> tokenRoutes(IssueToken issue, ListTokens list, RevokeToken revoke, Clients clients) {
        return TokenRoutes.of(new TokenHandler(issue, list, revoke, clients::of));
    }
}
