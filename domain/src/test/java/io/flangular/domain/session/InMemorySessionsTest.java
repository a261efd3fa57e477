package io.flangular.domain.session;

class InMemorySessionsTest extends SessionsContract {
    @Override
    protected Sessions emptySessions() {
        return new InMemorySessions();
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
