package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flangular.domain.DomainException;
import io.flangular.domain.MemoryBudget;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.RepositoryContract;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.query.QueryBuilder;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnBothDatabases
class R2dbcRepositoryIT extends RepositoryContract {
    private final TestDatabases database;

    R2dbcRepositoryIT(TestDatabases database) {
        this.database = database;
    }

    @BeforeEach
    void clear() {
        database.clear("sample");
    }

    @Override
    protected Repository<Sample> repository() {
        return new R2dbcRepository<>(
                Sample.RESOURCE, database.client(), database.database().dialect(), MemoryBudget.UNLIMITED);
    }

    @Override
    protected UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }

    @Test
    void aNumberTooLargeForItsColumnIsInvalid() {
        BigDecimal tooLarge = new BigDecimal("1e40");
        assertThatExceptionOfType(DomainException.Invalid.class)
                .isThrownBy(() -> repository()
                        .insert(new Sample("x", null, 0, null, tooLarge, false, null))
                        .block())
                .withMessage("DataError");
    }

    @Test
    void longPatternsAreComparedToTheEnd() {
        String text = "a".repeat(100_000);
        long found = insert(text + "b", text.toUpperCase(Locale.ROOT) + "_");
        insert(text + "b", text + "c");
        assertThat(ids(query().fieldComparison("", "name", Operator.LIKE, "order")))
                .containsExactly(found);
        assertThat(ids(query().comparison("", "order", Operator.LIKE, text + "%_")))
                .hasSize(2);
        assertThat(ids(query().comparison("", "order", Operator.NOT_LIKE, text + "c")))
                .containsExactly(found);
    }

    /** PostgreSQL needs its stack for each wildcard. */
    @Test
    void aPatternOfAHundredThousandWildcardsIsRefused() {
        insert("a".repeat(100_000), "");
        assertThatExceptionOfType(DomainException.Invalid.class)
                .isThrownBy(() -> ids(query().comparison("", "name", Operator.LIKE, "%a".repeat(100_000))))
                .withMessage("Unable to construct query");
    }

    private static QueryBuilder query() {
        return new QueryBuilder(Sample.RESOURCE.schema(), 1);
    }

    private long insert(String name, String order) {
        return repository()
                .insert(new Sample(name, order, 0, null, null, false, null))
                .block()
                .id();
    }

    private List<Long> ids(Filter filter) {
        return repository().stream(new Query(filter, List.of(), List.of(), 0, 0))
                .map(Stored::id)
                .collectList()
                .block(Duration.ofSeconds(60));
    }
}
