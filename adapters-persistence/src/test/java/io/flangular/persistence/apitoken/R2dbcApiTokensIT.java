package io.flangular.persistence.apitoken;

import io.flangular.domain.apitoken.ApiTokens;
import io.flangular.domain.apitoken.ApiTokensContract;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import java.util.List;

@OnBothDatabases
class R2dbcApiTokensIT extends ApiTokensContract {
    private final TestDatabases database;

    R2dbcApiTokensIT(TestDatabases database) {
        this.database = database;
    }

    @Override
    protected List<Long> freshUsers() {
        return database.freshUsers();
    }

    @Override
    protected ApiTokens emptyTokens() {
        return new R2dbcApiTokens(database.client());
    }
}
