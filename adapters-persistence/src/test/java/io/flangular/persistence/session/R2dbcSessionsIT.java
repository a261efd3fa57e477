package io.flangular.persistence.session;

import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.SessionsContract;
import io.flangular.persistence.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Nested;

class R2dbcSessionsIT {
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

        Contract(TestDatabases database) {
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
}
