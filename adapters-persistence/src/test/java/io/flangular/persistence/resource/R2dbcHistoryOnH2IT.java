package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcHistoryOnH2IT extends R2dbcHistoryContract {
    R2dbcHistoryOnH2IT() {
        super(TestDatabases.H2);
    }
}
