package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcIdempotencyKeysOnH2Test extends R2dbcIdempotencyKeysContract {
    R2dbcIdempotencyKeysOnH2Test() {
        super(TestDatabases.H2);
    }
}
