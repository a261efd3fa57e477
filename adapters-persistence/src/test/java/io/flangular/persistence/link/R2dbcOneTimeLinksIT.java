package io.flangular.persistence.link;

import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.link.OneTimeLinksContract;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import java.util.List;

@OnBothDatabases
class R2dbcOneTimeLinksIT extends OneTimeLinksContract {
    private final TestDatabases database;

    R2dbcOneTimeLinksIT(TestDatabases database) {
        this.database = database;
    }

    @Override
    protected List<Long> freshUsers() {
        return database.freshUsers();
    }

    @Override
    protected OneTimeLinks emptyLinks() {
        return new R2dbcOneTimeLinks(database.client());
    }
}
