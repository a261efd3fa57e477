package io.flangular.domain.audit;

import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.Users;

class InMemoryAuditLogTest extends AuditLogContract {
    private final Users users = new InMemoryUsers();

    @Override
    protected AuditLog emptyLog() {
        return new InMemoryAuditLog(users);
    }

    @Override
    protected Users users() {
        return users;
    }
}
