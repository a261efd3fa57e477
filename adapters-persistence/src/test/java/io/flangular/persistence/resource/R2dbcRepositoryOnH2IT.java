package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcRepositoryOnH2IT extends R2dbcRepositoryContract {
    R2dbcRepositoryOnH2IT() {
        super(TestDatabases.H2);
    }
}
