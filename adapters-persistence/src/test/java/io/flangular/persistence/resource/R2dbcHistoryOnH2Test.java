package io.flangular.persistence.resource;

import io.flangular.persistence.TestDatabases;

class R2dbcHistoryOnH2Test extends R2dbcHistoryContract {
    R2dbcHistoryOnH2Test() {
        super(TestDatabases.H2);
    }
}
