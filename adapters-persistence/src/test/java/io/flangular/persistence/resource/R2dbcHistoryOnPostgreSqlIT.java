package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcHistoryOnPostgreSqlIT extends R2dbcHistoryContract {
    R2dbcHistoryOnPostgreSqlIT() {
        super(TestDatabases.POSTGRESQL);
    }
}
