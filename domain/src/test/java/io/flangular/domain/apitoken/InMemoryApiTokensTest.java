package io.flangular.domain.apitoken;

class InMemoryApiTokensTest extends ApiTokensContract {
    @Override
    protected ApiTokens emptyTokens() {
        return new InMemoryApiTokens();
    }
}
