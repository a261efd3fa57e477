package io.flangular.persistence.resource;

import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.idempotency.IdempotencyKeys;
import io.flangular.domain.resource.idempotency.IdempotencyKeysContract;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.BeforeEach;

@OnBothDatabases
class R2dbcIdempotencyKeysIT extends IdempotencyKeysContract {
    private final TestDatabases database;

    R2dbcIdempotencyKeysIT(TestDatabases database) {
        this.database = database;
    }

    @BeforeEach
    void clear() {
        database.clear("idempotency_key");
    }

    @Override
    protected IdempotencyKeys keys() {
        return new R2dbcIdempotencyKeys(database.client());
    }

    @Override
    protected UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }
}
