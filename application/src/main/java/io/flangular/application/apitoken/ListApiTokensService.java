package io.flangular.application.apitoken;

import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.ListApiTokens;
import reactor.core.publisher.Flux;

/** Shows users their tokens. */
public final class ListApiTokensService implements ListApiTokens {
    private final ApiTokens tokens;

    public ListApiTokensService(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Flux<ApiToken> list(long userId) {
        return tokens.ofUser(userId);
    }
}
