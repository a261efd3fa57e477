package io.flangular.domain.audit;

import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.Users;

class InMemorySecurityLogTest extends SecurityLogContract {
    private final Users users = new InMemoryUsers();

    @Override
    protected SecurityLog emptyLog() {
        return new InMemorySecurityLog(users);
    }

    @Override
    protected Users users() {
        return users;
    }
}
