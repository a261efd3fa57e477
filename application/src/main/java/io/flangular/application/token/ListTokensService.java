package io.flangular.application.token;

import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.ListTokens;
import reactor.core.publisher.Flux;

/** Shows users their tokens. */
public final class ListTokensService implements ListTokens {
    private final ApiTokens tokens;

    /** Of those that are kept there. */
    public ListTokensService(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Flux<ApiToken> list(long userId) {
        return tokens.ofUser(userId);
    }
}
