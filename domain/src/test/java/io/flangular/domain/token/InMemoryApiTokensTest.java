package io.flangular.domain.token;

class InMemoryApiTokensTest extends ApiTokensContract {
    @Override
    protected ApiTokens emptyTokens() {
        return new InMemoryApiTokens();
    }
}
