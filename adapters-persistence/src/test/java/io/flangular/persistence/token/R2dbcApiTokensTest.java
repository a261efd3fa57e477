package io.flangular.persistence.token;

import io.flangular.domain.token.ApiTokens;
import io.flangular.domain.token.ApiTokensContract;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.Nested;

class R2dbcApiTokensTest {
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

    abstract static class Contract extends ApiTokensContract {
        private final TestDatabases database;
        private long userId;
        private long otherUserId;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected ApiTokens emptyTokens() {
            database.clear("api_token");
            database.clear("account");
            userId = database.addUser("ada@example.org");
            otherUserId = database.addUser("bob@example.org");
            return new R2dbcApiTokens(database.client());
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
