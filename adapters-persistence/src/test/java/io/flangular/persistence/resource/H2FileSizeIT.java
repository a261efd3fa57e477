package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.history.Change;
import io.flangular.domain.resource.history.HistoryEntry;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.persistence.Databases;
import io.flangular.persistence.database.Database;
import io.r2dbc.pool.ConnectionPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

class H2FileSizeIT {
    private static final int ROWS = 5_000;
    private static final int RENAMES = 3_000;
    private static final long LARGEST_BYTES = 10 << 20;

    @TempDir
    private Path folder;

    private Database database;
    private ConnectionPool connections;
    private DatabaseClient client;
    private Repository<Sample> samples;

    @BeforeEach
    void open() {
        database = Databases.embedded(folder);
        database.migrate();
        database.createIndexes(List.of(Sample.RESOURCE));
        connections = database.connect();
        client = DatabaseClient.create(connections);
        samples = new R2dbcRepository<>(Sample.RESOURCE, client, database.dialect(), MemoryBudget.UNLIMITED);
    }

    @AfterEach
    void close() {
        connections.dispose();
    }

    /** As an import writes them: one transaction, and for each row a statement of its own and one for its history. */
    @Test
    void aLargeTransactionLeavesAFileOfAtMostTenTimesItsData() throws Exception {
        R2dbcHistory history = new R2dbcHistory(Sample.RESOURCE, client, MemoryBudget.UNLIMITED);
        database.unitOfWork(TransactionalOperator.create(new R2dbcTransactionManager(connections)))
                .run(Flux.range(0, ROWS)
                        .concatMap(number -> samples.insert(
                                        new Sample("name " + number, "order", number, null, null, true, null))
                                .flatMap(row -> history.add(List.of(HistoryEntry.of(
                                        new Change(
                                                row.id(),
                                                1,
                                                Instant.parse("2026-01-31T12:00:00Z"),
                                                new Change.Author(1, "Ada"),
                                                Change.Kind.CREATED),
                                        null,
                                        row.values().byName())))))
                        .then())
                .block();
        long written = size();
        connections.dispose();
        database.maintain(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("shutdown compact");
            }
        });
        assertThat(written).isLessThan(10 * size());
    }

    /** As a loop of renames writes them: many small transactions, each of which leaves a chunk in the file. */
    @Test
    void manySmallTransactionsDoNotMakeTheFileGrow() throws Exception {
        long largest = 0;
        samples.insert(new Sample("name", "order", 0, null, null, true, null)).block();
        for (int number = 0; number < RENAMES; number++) {
            client.sql("update sample set version = version + 1, name = '" + number + "'")
                    .then()
                    .block();
            if (number % 100 == 0) {
                largest = Math.max(largest, size());
            }
        }
        connections.dispose();
        assertThat(largest).isLessThan(LARGEST_BYTES);
        assertThat(size()).isLessThan(LARGEST_BYTES);
    }

    /** H2 closes the database without compacting it when its file cannot be written. */
    @Test
    void theFileIsCompactedAtTheNextStart() throws Exception {
        database.maintain(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create table filler as select random_uuid() as a, random_uuid() as b"
                        + " from system_range(1, 300000)");
                statement.execute("drop table filler");
                statement.execute("shutdown immediately");
            }
        });
        close();
        assertThat(size()).isGreaterThan(LARGEST_BYTES);
        open();
        long start = System.nanoTime();
        while (size() > LARGEST_BYTES && System.nanoTime() - start < 20_000_000_000L) {
            Thread.sleep(100);
        }
        assertThat(size()).isLessThan(LARGEST_BYTES);
    }

    private long size() throws Exception {
        return Files.size(folder.resolve("flangular.mv.db"));
    }
}
