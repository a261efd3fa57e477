package io.flangular.persistence.secondfactor;

import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecondFactorsContract;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import java.util.List;

@OnBothDatabases
class R2dbcSecondFactorsIT extends SecondFactorsContract {
    private final TestDatabases database;

    R2dbcSecondFactorsIT(TestDatabases database) {
        this.database = database;
    }

    @Override
    protected List<Long> freshUsers() {
        return database.freshUsers();
    }

    @Override
    protected SecondFactors emptySecondFactors() {
        return new R2dbcSecondFactors(database.client());
    }
}
