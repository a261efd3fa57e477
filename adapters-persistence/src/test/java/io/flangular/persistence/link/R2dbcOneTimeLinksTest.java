package io.flangular.persistence.link;

import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.link.OneTimeLinksContract;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.Nested;

class R2dbcOneTimeLinksTest {
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
        private long userId;
        private long otherUserId;
        private long thirdUserId;

        Contract(TestDatabases database) {
            this.database = database;
        }

        @Override
        protected OneTimeLinks emptyLinks() {
            database.clear("one_time_link");
            database.clear("account");
            userId = database.addUser("ada@example.org");
            otherUserId = database.addUser("bob@example.org");
            thirdUserId = database.addUser("cyd@example.org");
            return new R2dbcOneTimeLinks(database.client());
        }

        @Override
        protected long userId() {
            return userId;
        }

        @Override
        protected long otherUserId() {
            return otherUserId;
        }

        @Override
        protected long thirdUserId() {
            return thirdUserId;
        }
    }
}
