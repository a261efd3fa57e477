package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcRepositoryOnH2Test extends R2dbcRepositoryContract {
    R2dbcRepositoryOnH2Test() {
        super(TestDatabases.H2);
    }
}
