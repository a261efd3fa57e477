package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcIdempotencyKeysOnH2IT extends R2dbcIdempotencyKeysContract {
    R2dbcIdempotencyKeysOnH2IT() {
        super(TestDatabases.H2);
    }
}
