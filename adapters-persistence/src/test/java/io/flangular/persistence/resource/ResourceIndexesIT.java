package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Versions;
import io.flangular.persistence.Databases;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.database.Database;
import io.r2dbc.pool.ConnectionPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ResourceIndexesIT {
    private static final Sample BARE = new Sample("bare", null, 0, null, null, false, null);
    private static final String INSERT = "insert into sample (name, count, used) values ('x', 1, true), ('y', 2, true)";

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void creatingIndexesAgainChangesNothing(TestDatabases database) {
        database.clear("sample");
        samples(database).insert(BARE).block();
        database.database().createIndexes(List.of(Sample.RESOURCE));
        assertThat(counted(database)).isOne();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void everyFieldHasAnIndexInEitherDirection(TestDatabases database) {
        String names = database.database().isServer()
                ? "select indexname from pg_indexes where tablename = 'sample'"
                : "select index_name from information_schema.indexes where table_name = 'sample'";
        List<String> indexes = database.client()
                .sql(names)
                .map((row, metadata) -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
        for (String column :
                List.of("name_beginning", "order_beginning", "count", "distance", "price", "used", "bought_on")) {
            assertThat(indexes).contains("sample_" + column + "_asc", "sample_" + column + "_desc");
        }
        if (database.database().isServer()) {
            assertThat(indexes).contains("sample_name_trigrams", "sample_order_trigrams");
        }
    }

    @Test
    void columnsAndIndexesOfAnOlderVersionAreReplacedOnH2(@TempDir Path folder) {
        Database former = Databases.embedded(folder);
        former.migrate();
        former.maintain(connection -> {
            Statement statement = connection.createStatement();
            statement.execute("insert into sample (name, count, used) values ('é', 1, true)");
            for (String column : List.of("key", "short", "long")) {
                statement.execute("alter table sample add column \"sample_name_" + column + "\" varbinary invisible"
                        + " generated always as (cast(\"name\" as varbinary))");
            }
            statement.execute("create index \"sample_name_asc\" on sample (\"sample_name_key\" asc nulls first, id)");
            statement.execute(
                    "create index \"sample_name_desc\" on sample (\"sample_name_short\" desc nulls last, id)");
            statement.execute("create index \"sample_name_long\" on sample (\"sample_name_long\", id)");
        });
        former.createIndexes(List.of(Sample.RESOURCE));
        former.createIndexes(List.of(Sample.RESOURCE));
        former.maintain(connection -> {
            assertThat(strings(
                            connection,
                            "select index_name from information_schema.index_columns where column_name like"
                                    + " 'sample_%'"))
                    .containsExactlyInAnyOrder(
                            "sample_name_beginning_asc",
                            "sample_name_beginning_desc",
                            "sample_order_beginning_asc",
                            "sample_order_beginning_desc");
            assertThat(strings(
                            connection,
                            "select column_name from information_schema.columns where is_generated = 'ALWAYS'"))
                    .containsExactlyInAnyOrder("sample_name_beginning", "sample_order_beginning");
            assertThat(strings(connection, "select \"sample_name_beginning\" from sample"))
                    .containsExactly("é");
        });
    }

    @Test
    void indexesOfAnOlderVersionAreReplacedOnPostgreSql() {
        TestDatabases database = TestDatabases.POSTGRESQL;
        run(database, "create index sample_name_asc on sample (name asc nulls first, id)");
        run(database, "create index sample_name_long on sample (left(name, 300), id) where octet_length(name) > 2000");
        database.database().createIndexes(List.of(Sample.RESOURCE));
        database.database()
                .maintain(connection -> assertThat(strings(
                                connection,
                                "select indexname from pg_indexes where tablename = 'sample' and indexname"
                                        + " like '%name%'"))
                        .containsExactlyInAnyOrder(
                                "sample_name_beginning_asc", "sample_name_beginning_desc", "sample_name_trigrams"));
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                strings.add(found.getString(1));
            }
        }
        return strings;
    }

    @Test
    void aSearchWithoutTheTrigramExtensionFindsTheSame() {
        DatabaseClient superuser = TestDatabases.POSTGRESQL.client();
        superuser.sql("create database plain").then().block();
        superuser.sql("create role guest login password 'guest'").then().block();
        Databases.at(TestDatabases.postgreSql("postgres", "postgres", "plain"))
                .maintain(connection -> connection.createStatement().execute("grant all on schema public to guest"));
        Database plain = Databases.at(TestDatabases.postgreSql("guest", "guest", "plain"));
        plain.migrate();
        plain.createIndexes(List.of(Sample.RESOURCE));
        ConnectionPool connections = plain.connect();
        try {
            DatabaseClient client = DatabaseClient.create(connections);
            Repository<Sample> samples =
                    new R2dbcRepository<>(Sample.RESOURCE, client, plain.dialect(), MemoryBudget.UNLIMITED);
            samples.insert(new Sample("Intel Xeon W-3400", null, 0, null, null, false, null))
                    .block();
            samples.insert(BARE).block();
            Query search =
                    new Query(new Filter.Comparison("name", Operator.LIKE, "%xeon%"), List.of(), List.of(), 0, 0);
            assertThat(samples.page(search, new PageRequest(1, 10, true))
                            .block()
                            .total())
                    .isOne();
            assertThat(client.sql("select count(*) from pg_extension where extname = 'pg_trgm'")
                            .map((row, metadata) -> row.get(0, Long.class))
                            .one()
                            .block())
                    .as("this server let the guest have the extension")
                    .isZero();
        } finally {
            connections.dispose();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void theTotalIsExactAfterInsertsRollbacksAndDeletions(TestDatabases database) {
        database.clear("sample");
        Repository<Sample> samples = samples(database);
        assertThat(counted(database)).isZero();
        long id = samples.insert(BARE).block().id();
        run(database, INSERT);
        assertThat(counted(database)).isEqualTo(3);
        DatabaseClient client = database.client();
        client.sql(INSERT)
                .then()
                .then(Mono.error(new IllegalStateException("undo")))
                .as(database.transaction()::transactional)
                .onErrorComplete()
                .block();
        assertThat(counted(database)).as("after a rollback").isEqualTo(3);
        samples.delete(id, Versions.ANY).block();
        samples.delete(id, Versions.ANY).block();
        assertThat(counted(database)).isEqualTo(2);
        run(database, "truncate table sample");
        assertThat(counted(database)).isZero();
    }

    /** An insert sums up the count table with a probability of 1 in 500, so one of 40,000 does. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void rowsOfTheCountTableAreSummedUpDuringConcurrentInserts() {
        TestDatabases database = TestDatabases.POSTGRESQL;
        database.clear("sample");
        int inserted = 0;
        long notes;
        do {
            Flux.range(0, 2_000)
                    .flatMap(number -> samples(database).insert(BARE), 8)
                    .then()
                    .block();
            inserted += 2_000;
            assertThat(counted(database)).isEqualTo(inserted);
            notes = database.client()
                    .sql("select count(*) from sample_count")
                    .map((row, metadata) -> row.get(0, Long.class))
                    .one()
                    .block();
        } while (notes >= inserted && inserted < 40_000);
        assertThat(notes).isLessThan(inserted);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void longIncompressibleStringsAreStored(TestDatabases database) {
        database.clear("sample");
        Random random = new Random(7);
        for (int length : new int[] {500, 1_999, 2_000, 2_001, 5_580, 100_000}) {
            String text = random.ints(length, 0x4e00, 0x9fff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String ascii = random.ints(length, 33, 127)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            samples(database)
                    .insert(new Sample(text, ascii, 1, null, null, false, null))
                    .block();
        }
        assertThat(counted(database)).isEqualTo(6);
    }

    private static long counted(TestDatabases database) {
        return samples(database)
                .page(Query.ALL, new PageRequest(1, 1, true, PageStart.END))
                .block()
                .total();
    }

    private static Repository<Sample> samples(TestDatabases database) {
        return new R2dbcRepository<>(
                Sample.RESOURCE, database.client(), database.database().dialect(), MemoryBudget.UNLIMITED);
    }

    private static void run(TestDatabases database, String sql) {
        database.client().sql(sql).then().block();
    }
}
