package io.flangular.persistence.session;

import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.SessionsContract;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import java.util.List;

@OnBothDatabases
class R2dbcSessionsIT extends SessionsContract {
    private final TestDatabases database;

    R2dbcSessionsIT(TestDatabases database) {
        this.database = database;
    }

    @Override
    protected List<Long> freshUsers() {
        return database.freshUsers();
    }

    @Override
    protected Sessions emptySessions() {
        return new R2dbcSessions(database.client());
    }
}
