package io.flangular.persistence.audit;

import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.audit.AuditLogContract;
import io.flangular.domain.user.Users;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.user.R2dbcUsers;

@OnBothDatabases
class R2dbcAuditLogIT extends AuditLogContract {
    private final TestDatabases database;

    R2dbcAuditLogIT(TestDatabases database) {
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
