package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcRepositoryOnPostgreSqlTest extends R2dbcRepositoryContract {
    R2dbcRepositoryOnPostgreSqlTest() {
        super(TestDatabases.POSTGRESQL);
    }
}
