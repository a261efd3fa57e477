package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcIdempotencyKeysOnPostgreSqlIT extends R2dbcIdempotencyKeysContract {
    R2dbcIdempotencyKeysOnPostgreSqlIT() {
        super(TestDatabases.POSTGRESQL);
    }
}
