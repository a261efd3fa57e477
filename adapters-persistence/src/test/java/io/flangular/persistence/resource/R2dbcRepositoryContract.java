package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.RepositoryContract;
import io.flangular.domain.resource.Sample;
import io.flangular.persistence.TestDatabases;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on one of the databases. */
abstract class R2dbcRepositoryContract extends RepositoryContract {
    private final TestDatabases database;

    R2dbcRepositoryContract(TestDatabases database) {
        this.database = database;
    }

    @BeforeEach
    void clear() {
        database.clear("sample");
    }

    @Override
    protected Repository<Sample> repository() {
        return new R2dbcRepository<>(
                Sample.RESOURCE, database.client(), database.database().dialect());
    }

    @Override
    protected UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }

    @Test
    void whatIsTooLargeForItsColumnIsTheCallersMistake() {
        BigDecimal tooLarge = new BigDecimal("1e40");
        assertThatExceptionOfType(DomainException.Invalid.class)
                .isThrownBy(() -> repository()
                        .insert(new Sample("x", null, 0, null, tooLarge, false, null))
                        .block())
                .withMessage("DataError");
    }
}
