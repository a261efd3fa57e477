package io.flangular.domain.user;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class InMemoryUsersTest extends UsersContract {
    private final Set<Long> withSecondFactor = ConcurrentHashMap.newKeySet();

    @Override
    protected Users emptyUsers() {
        return new InMemoryUsers(withSecondFactor::contains);
    }

    @Override
    protected void giveSecondFactor(long userId, boolean confirmed) {
        if (confirmed) {
            withSecondFactor.add(userId);
        }
    }
}
