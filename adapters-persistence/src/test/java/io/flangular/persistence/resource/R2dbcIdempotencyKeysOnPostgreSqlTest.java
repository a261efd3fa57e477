package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcIdempotencyKeysOnPostgreSqlTest extends R2dbcIdempotencyKeysContract {
    R2dbcIdempotencyKeysOnPostgreSqlTest() {
        super(TestDatabases.POSTGRESQL);
    }
}
