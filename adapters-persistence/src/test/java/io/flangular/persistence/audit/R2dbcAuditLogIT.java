package io.flangular.persistence.audit;

import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.AuditLogContract;
import io.flangular.domain.user.Users;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.user.R2dbcUsers;
import org.junit.jupiter.api.Nested;

class R2dbcAuditLogIT {
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

    abstract static class Contract extends AuditLogContract {
        private final TestDatabases database;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected AuditLog emptyLog() {
            database.clear("security_event");
            database.clear("account");
            return new R2dbcAuditLog(database.client());
        }

        @Override
        protected Users users() {
            return new R2dbcUsers(database.client());
        }
    }
}
