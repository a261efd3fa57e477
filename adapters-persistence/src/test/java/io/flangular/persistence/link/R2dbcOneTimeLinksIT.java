package io.flangular.persistence.link;

import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.link.OneTimeLinksContract;
import io.flangular.persistence.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Nested;

class R2dbcOneTimeLinksIT {
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

    abstract static class Contract extends OneTimeLinksContract {
        private final TestDatabases database;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected List<Long> freshUsers() {
            return database.freshUsers();
        }

        @Override
        protected OneTimeLinks emptyLinks() {
            return new R2dbcOneTimeLinks(database.client());
        }
    }
}
