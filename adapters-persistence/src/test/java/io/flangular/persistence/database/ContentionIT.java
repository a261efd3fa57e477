package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Versions;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.resource.R2dbcRepository;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class ContentionIT {

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void withoutAConnectionInTimeTheDatabaseIsBusy(TestDatabases database) {
        List<Connection> all = Flux.range(0, Database.CONNECTIONS)
                .concatMap(number -> database.connections().create())
                .collectList()
                .block();
        try {
            Mono<?> read = samples(database).find(1);
            Mono<?> statement = database.client().sql("select 1").then();
            Mono<?> transaction = database.unitOfWork().run(samples(database).find(1));
            StepVerifier.create(Flux.mergeDelayError(3, busy(read), busy(statement), busy(transaction))
                            .collectList())
                    .assertNext(failures -> assertThat(failures).hasSize(3))
                    .verifyComplete();
        } finally {
            Flux.fromIterable(all).concatMap(Connection::close).blockLast();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void withoutALockInTimeTheDatabaseIsBusy(TestDatabases database) {
        database.clear("sample");
        Repository<Sample> samples = samples(database);
        long id = samples.insert(new Sample("x", null, 1, null, null, false, null))
                .block()
                .id();
        Mono<?> late = samples.lock(id)
                .then(Mono.defer(() -> samples.delete(id, Versions.ANY).contextWrite(context -> Context.empty())));
        StepVerifier.create(busy(late.as(database.transaction()::transactional)))
                .expectNextCount(1)
                .verifyComplete();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aStatementThatRunsForTooLongIsTooSlow(TestDatabases database) {
        boolean h2 = !database.database().isServer();
        String timeout = h2 ? "set query_timeout " : "set statement_timeout = ";
        String slow = "select count(*) from " + (h2 ? "system_range" : "generate_series")
                + "(1, 1000000000) where random() < 2";
        Mono<Long> counted = Mono.usingWhen(
                database.connections().create(),
                connection -> execute(connection, timeout + 200)
                        .then(Mono.from(connection.createStatement(slow).execute()))
                        .flatMap(result -> Mono.from(result.map(row -> row.get(0, Long.class)))),
                connection -> execute(connection, timeout + Database.STATEMENT_TIMEOUT.toMillis())
                        .then(Mono.from(connection.close())));
        StepVerifier.create(counted.onErrorMap(Contention::translateTimeout))
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(DomainException.TooSlow.class)
                        .hasMessage("The database took longer than 30 seconds. Narrow the search down."));
        StepVerifier.create(database.unitOfWork().run(counted)).verifyError(DomainException.TooSlow.class);
    }

    private static Mono<Void> execute(Connection connection, String statement) {
        return Flux.from(connection.createStatement(statement).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }

    /** The {@code Busy} error that a failure is or wraps; empty for any other failure. */
    private static Mono<DomainException.Busy> busy(Mono<?> work) {
        return work.then(Mono.<DomainException.Busy>empty()).onErrorResume(failure -> {
            Throwable cause = failure;
            while (cause != null && !(cause instanceof DomainException.Busy)) {
                cause = cause.getCause();
            }
            return Mono.justOrEmpty((DomainException.Busy) cause);
        });
    }

    private static Repository<Sample> samples(TestDatabases database) {
        return new R2dbcRepository<>(
                Sample.RESOURCE, database.client(), database.database().dialect(), MemoryBudget.UNLIMITED);
    }
}
