package io.flangular.persistence.apitoken;

import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.ApiTokensContract;
import io.flangular.persistence.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Nested;

class R2dbcApiTokensIT {
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

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected List<Long> freshUsers() {
            return database.freshUsers();
        }

        @Override
        protected ApiTokens emptyTokens() {
            return new R2dbcApiTokens(database.client());
        }
    }
}
