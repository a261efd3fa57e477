package io.flangular.persistence.session;

import io.flangular.domain.session.Sessions;
import io.flangular.domain.session.SessionsContract;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.PasswordHash;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.user.R2dbcUsers;
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

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected Sessions emptySessions() {
            database.clear("login_session");
            database.clear("account");
            userId = new R2dbcUsers(database.client())
                    .add(new EmailAddress("ada@example.org"), null, new PasswordHash("hash"))
                    .block()
                    .id();
            return new R2dbcSessions(database.client());
        }

        @Override
        protected long userId() {
            return userId;
        }
    }
}
