package io.flangular.domain.resource.idempotency;

import io.flangular.domain.NoTransaction;
import io.flangular.domain.UnitOfWork;

class InMemoryIdempotencyKeysTest extends IdempotencyKeysContract {
    private final IdempotencyKeys keys = new InMemoryIdempotencyKeys();

    @Override
    protected IdempotencyKeys keys() {
        return keys;
    }

    @Override
    protected UnitOfWork unitOfWork() {
        return new NoTransaction();
    }
}
