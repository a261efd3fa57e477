package io.flangular.persistence.secondfactor;

import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecondFactorsContract;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.Nested;

class R2dbcSecondFactorsTest {
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

    abstract static class Contract extends SecondFactorsContract {
        private final TestDatabases database;
        private long userId;
        private long otherUserId;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected SecondFactors emptySecondFactors() {
            database.clear("second_factor");
            database.clear("account");
            userId = database.addUser("ada@example.org");
            otherUserId = database.addUser("bob@example.org");
            return new R2dbcSecondFactors(database.client());
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
