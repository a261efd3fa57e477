package io.flangular.domain.token;

class InMemoryApiTokensTest extends ApiTokensContract {
    @Override
    protected ApiTokens emptyTokens() {
        return new InMemoryApiTokens();
    }

    @Override
    protected long userId() {
        return 1;
    }

    @Override
    protected long otherUserId() {
        return 2;
    }
}
