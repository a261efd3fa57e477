package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Operator;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.Test;

class R2dbcRepositoryOnPostgreSqlIT extends R2dbcRepositoryContract {
    R2dbcRepositoryOnPostgreSqlIT() {
        super(TestDatabases.POSTGRESQL);
    }

    @Test
    void aPatternThatIsTooMuchForTheStackOfTheDatabaseIsRefused() {
        insert("a".repeat(100_000), "");
        assertThatExceptionOfType(DomainException.Invalid.class)
                .isThrownBy(() -> ids(query().comparison("", "name", Operator.LIKE, "%a".repeat(100_000))))
                .withMessage("Unable to construct query");
    }
}
