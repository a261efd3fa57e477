package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import io.flangular.persistence.TestDatabases;
import io.r2dbc.proxy.ProxyConnectionFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class StatementCountIT {
    private static final Sample BARE = new Sample("bare", null, 0, null, null, false, null);

    private final List<String> statements = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aListTakesAtMostTwoStatementsAndARowOne(TestDatabases database) {
        database.clear("sample");
        Repository<Sample> samples = observed(database);
        long id = samples.insert(BARE).block().id();
        assertThat(statements).as("insert").hasSize(1);
        for (int i = 0; i < 12; i++) {
            samples.insert(BARE).block();
        }

        assertThat(sent(samples.page(Query.ALL, new PageRequest(1, 10, true)))).hasSize(2);
        assertThat(sent(samples.page(Query.ALL, new PageRequest(2, 10, true))))
                .as("the last page")
                .hasSize(1);
        assertThat(sent(samples.page(Query.ALL, new PageRequest(9, 10, true))))
                .as("beyond")
                .hasSize(2);
        assertThat(sent(samples.page(Query.ALL, new PageRequest(1, 10, false))))
                .as("uncounted")
                .hasSize(1);
        assertThat(sent(samples.find(id))).hasSize(1);
        Stored<Sample> row = Objects.requireNonNull(samples.find(id).block());
        Draft<Sample> change = Draft.of(Sample.RESOURCE.schema(), Map.of("count", 2L));
        assertThat(sent(samples.update(row, change.applyTo(row.values())))).hasSize(1);
        assertThat(sent(samples.delete(id, Versions.ANY))).hasSize(1);
    }

    private List<String> sent(Mono<?> work) {
        statements.clear();
        work.block();
        return List.copyOf(statements);
    }

    private Repository<Sample> observed(TestDatabases database) {
        return new R2dbcRepository<>(
                Sample.RESOURCE,
                DatabaseClient.create(ProxyConnectionFactory.builder(database.connections())
                        .onAfterQuery(query -> query.getQueries().forEach(each -> statements.add(each.getQuery())))
                        .build()),
                database.database().dialect(),
                MemoryBudget.UNLIMITED);
    }
}
