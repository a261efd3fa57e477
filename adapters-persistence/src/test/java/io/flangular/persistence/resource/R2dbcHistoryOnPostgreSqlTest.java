package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcHistoryOnPostgreSqlTest extends R2dbcHistoryContract {
    R2dbcHistoryOnPostgreSqlTest() {
        super(TestDatabases.POSTGRESQL);
    }
}
