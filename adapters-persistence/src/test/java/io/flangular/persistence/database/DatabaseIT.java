package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.persistence.Databases;
import io.flangular.persistence.TestDatabases;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class DatabaseIT {

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aRolledBackTransactionLeavesNothing(TestDatabases database) {
        database.clear("computer");
        Mono<?> insertAndFail = database.client()
                .sql("insert into computer (processor) values ('x')")
                .then()
                .then(Mono.error(new IllegalStateException("no")));
        assertThatThrownBy(() ->
                        insertAndFail.as(database.transaction()::transactional).block())
                .hasMessage("no");
        assertThat(count(database)).isZero();
    }

    @Test
    void statementsOnH2RunInThreadsOfTheirOwn() {
        AtomicReference<String> thread = new AtomicReference<>();
        TestDatabases.H2
                .client()
                .sql("select 1")
                .map((row, metadata) -> {
                    thread.set(Thread.currentThread().getName());
                    return 1;
                })
                .one()
                .block();
        assertThat(thread.get()).startsWith("h2-");
    }

    @Test
    void cancelledStatementsDoNotDamageH2() {
        Mono<Long> slow = TestDatabases.H2
                .client()
                .sql("select count(*) from system_range(1, 300000) a where mod(a.\"X\", 7) = 3")
                .map((row, metadata) -> row.get(0, Long.class))
                .one();
        long timedOut = Flux.range(0, 200)
                .flatMap(
                        number -> slow.timeout(Duration.ofMillis(1 + number % 5))
                                .map(found -> 0)
                                .onErrorReturn(1),
                        20)
                .filter(outcome -> outcome == 1)
                .count()
                .block(Duration.ofSeconds(60));
        assertThat(timedOut).isPositive();
        assertThat(slow.block(Duration.ofSeconds(30))).isEqualTo(42857);
        assertThat(count(TestDatabases.H2)).isNotNegative();
    }

    @Test
    void cancellationDoesNotInterruptAStatementOnH2() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Disposable statement = TestDatabases.H2
                .client()
                .sql("select 1")
                .map((row, metadata) -> {
                    started.countDown();
                    try {
                        Thread.sleep(300);
                    } catch (InterruptedException interruption) {
                        interrupted.set(true);
                    }
                    ended.countDown();
                    return 1;
                })
                .one()
                .subscribe();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        statement.dispose();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).isFalse();
    }

    @Test
    void aFunctionOfAnOlderVersionIsReplaced(@TempDir Path folder) {
        Database database = Databases.embedded(folder);
        database.migrate();
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop alias is_like");
                statement.execute("create force alias is_like for 'io.flangular.Gone.matches'");
            }
        });

        database.migrate();

        database.maintain(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("select is_like('a', 'A')")) {
                assertThat(found.next() && found.getBoolean(1)).isTrue();
            }
        });
    }

    private static long count(TestDatabases database) {
        return database.client()
                .sql("select count(*) from computer")
                .map((row, metadata) -> row.get(0, Long.class))
                .one()
                .block();
    }
}
