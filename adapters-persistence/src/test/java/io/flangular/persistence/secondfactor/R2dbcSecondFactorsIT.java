package io.flangular.persistence.secondfactor;

import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecondFactorsContract;
import io.flangular.persistence.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Nested;

class R2dbcSecondFactorsIT {
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

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected List<Long> freshUsers() {
            return database.freshUsers();
        }

        @Override
        protected SecondFactors emptySecondFactors() {
            return new R2dbcSecondFactors(database.client());
        }
    }
}
