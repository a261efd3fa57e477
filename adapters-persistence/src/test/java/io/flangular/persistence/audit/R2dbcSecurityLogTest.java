package io.flangular.persistence.audit;

import io.flangular.domain.audit.SecurityLog;
import io.flangular.domain.audit.SecurityLogContract;
import io.flangular.domain.user.Users;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.user.R2dbcUsers;
import org.junit.jupiter.api.Nested;

class R2dbcSecurityLogTest {
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

    abstract static class Contract extends SecurityLogContract {
        private final TestDatabases database;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected SecurityLog emptyLog() {
            database.clear("security_event");
            database.clear("account");
            return new R2dbcSecurityLog(database.client());
        }

        @Override
        protected Users users() {
            return new R2dbcUsers(database.client());
        }
    }
}
