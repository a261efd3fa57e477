package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.persistence.TestDatabases;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TransactionalUnitOfWorkIT {
    private static final int CHANGES = 160;

    @BeforeEach
    void clear() {
        for (TestDatabases database : TestDatabases.values()) {
            database.clear("computer");
        }
    }

    /**
     * H2 can lose committed changes when it rolls back a transaction while others wait for its row. So many rounds
     * would almost certainly show that.
     */
    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void noCommittedChangeIsLostWhileOthersAreRolledBack(TestDatabases database) {
        int rounds = database == TestDatabases.H2 ? 30 : 5;
        for (int round = 1; round <= rounds; round++) {
            insert(database, round);
            Mono<Long> step = step(database, round);
            Mono<Long> kept = database.unitOfWork().run(step);
            Mono<Long> undone = database.unitOfWork()
                    .run(step.flatMap(version -> Mono.<Long>error(new IllegalStateException("undone"))))
                    .onErrorResume(IllegalStateException.class, failure -> Mono.empty());
            List<Long> versions = Flux.range(0, 2 * CHANGES)
                    .flatMap(number -> number % 2 == 0 ? undone : kept, 64)
                    .collectList()
                    .block(Duration.ofSeconds(60));
            assertThat(versions)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(2, CHANGES + 1).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void noCommittedChangeIsLostWhileOthersAreCancelled(TestDatabases database) {
        insert(database, 1);
        Mono<Long> kept = database.unitOfWork().run(step(database, 1));
        List<Long> versions = Flux.range(0, 10 * CHANGES)
                .flatMap(
                        number -> number % 2 == 0
                                ? kept.timeout(Duration.ofNanos(200_000L * (number % 40)))
                                        .onErrorResume(TimeoutException.class, late -> Mono.empty())
                                        .then(Mono.<Long>empty())
                                : kept,
                        64)
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(versions).hasSize(5 * CHANGES).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void anInnerUnitOfWorkIsRolledBackWithTheOuterOne(TestDatabases database) {
        insert(database, 1);
        Mono<Long> inner = database.unitOfWork().run(step(database, 1));
        StepVerifier.create(database.unitOfWork().run(inner.then(Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify();
        assertThat(database.unitOfWork().run(inner.then(inner)).block()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void workRolledBackByADeadlockIsRepeated(TestDatabases database) {
        AtomicInteger tries = new AtomicInteger();
        Mono<Integer> work = Mono.fromCallable(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new R2dbcRollbackException("deadlock", "40P01");
            }
            return tries.get();
        });
        assertThat(database.unitOfWork().run(work).block()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aLockTimeoutIsBusy(TestDatabases database) {
        StepVerifier.create(database.unitOfWork().run(Mono.error(new R2dbcTimeoutException("lock", "HYT00"))))
                .expectError(DomainException.Busy.class)
                .verify();
    }

    private static void insert(TestDatabases database, long id) {
        database.client()
                .sql("insert into computer (id) values ($1)")
                .bind(0, id)
                .then()
                .block();
    }

    /** One more version of the row, which is locked first; gives that version. */
    private static Mono<Long> step(TestDatabases database, long id) {
        DatabaseClient client = database.client();
        return client.sql("select version from computer where id = $1 for update")
                .bind(0, id)
                .map((row, metadata) -> row.get(0, Long.class))
                .one()
                .flatMap(version -> client.sql("update computer set version = version + 1 where id = $1")
                        .bind(0, id)
                        .then()
                        .thenReturn(version + 1));
    }
}
