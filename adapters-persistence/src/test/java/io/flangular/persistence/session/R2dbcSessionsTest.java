package io.flangular.persistence.session;

import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.SessionsContract;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.Nested;

class R2dbcSessionsTest {
    @Nested
    class OnH2 extends Contract {
        OnH2() {
            super(TestDatabases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends Contract {
        OnPostgreSql() {
            super(TestDatabases.POSTGRESQL);
        }
    }

    abstract static class Contract extends SessionsContract {
        private final TestDatabases database;
        private long userId;
        private long otherUserId;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected Sessions emptySessions() {
            database.clear("login_session");
            database.clear("account");
            userId = database.addUser("ada@example.org");
            otherUserId = database.addUser("bob@example.org");
            return new R2dbcSessions(database.client());
        }

        @Override
        protected long userId() {
            return userId;
        }

        @Override
        protected long otherUserId() {
            return otherUserId;
        }
    }
}
