package io.flangular.domain.session;

class InMemorySessionsTest extends SessionsContract {
    @Override
    protected Sessions emptySessions() {
        return new InMemorySessions();
    }
}
