package io.flangular.domain.resource;

import io.flangular.domain.NoTransaction;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.schema.Sample;

class InMemoryRepositoryTest extends RepositoryContract {
    private final Repository<Sample> repository = new InMemoryRepository<>(Sample.RESOURCE.schema());

    @Override
    protected Repository<Sample> repository() {
        return repository;
    }

    @Override
    protected UnitOfWork unitOfWork() {
        return new NoTransaction();
    }
}
