package io.flangular.persistence.user;

import io.flangular.domain.user.Users;
import io.flangular.domain.user.UsersContract;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.Nested;

class R2dbcUsersTest {
    @Nested
    class OnH2 extends UsersContract {
        @Override
        protected Users emptyUsers() {
            return emptyUsersOn(TestDatabases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends UsersContract {
        @Override
        protected Users emptyUsers() {
            return emptyUsersOn(TestDatabases.POSTGRESQL);
        }
    }

    private static Users emptyUsersOn(TestDatabases database) {
        database.clear("account");
        return new R2dbcUsers(database.client());
    }
}
