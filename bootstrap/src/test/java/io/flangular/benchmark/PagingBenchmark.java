package io.flangular.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.flangular.domain.computer.Computer;
import io.flangular.domain.resource.Cursor;
import io.flangular.domain.resource.Filter;
import io.flangular.domain.resource.Operator;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.PageStart;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.QueryBuilder;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.Stored;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.resource.R2dbcRepository;
import io.flangular.persistence.resource.ResourceIndexes;
import io.r2dbc.pool.ConnectionPool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * How much longer a page takes when the collection has a thousand times as many rows. Run by {@code mvn -Pbenchmark -pl
 * bootstrap -am test -DskipTests}; the arguments are the larger number of rows, and {@code h2} for H2.
 */
public final class PagingBenchmark {
    private static final Resource<Computer> COMPUTERS = Resource.of("computer", Computer.class);
    private static final int FEW = 1_000;
    private static final int SIZE = 10;
    private static final int WARM_UP = 300;
    private static final int RUNS = 500;

    private PagingBenchmark() {}

    /** Prints the medians of both sizes and their ratios. */
    public static void main(String[] arguments) throws IOException, SQLException {
        // Without Spring Boot nothing else says so, and at its default the log takes longer than the pages.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        boolean onH2 = arguments.length > 1 && arguments[1].equals("h2");
        Map<String, Double> small = measured(onH2, FEW);
        Map<String, Double> large = measured(onH2, many);
        System.out.printf(
                "%n%-58s %10s %10s %7s%n",
                onH2 ? "H2, median ms" : "PostgreSQL, median ms", FEW + " rows", many + " rows", "ratio");
        small.forEach((name, median) -> System.out.printf(
                "%-58s %10.3f %10.3f %7.2f%n", name, median, large.get(name), large.get(name) / median));
        System.exit(0);
    }

    private static Map<String, Double> measured(boolean onH2, int count) throws IOException, SQLException {
        if (onH2) {
            return measured(Database.embedded(Files.createTempDirectory("flangular-benchmark")), count);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            return measured(
                    Database.at("r2dbc:postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres"),
                    count);
        }
    }

    private static Map<String, Double> measured(Database database, int count) {
        database.migrate();
        ResourceIndexes.create(database, List.of(COMPUTERS));
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                fill(statement, database, count);
            }
        });
        ConnectionPool connections = database.connect();
        try {
            return new Measurement(
                            new R2dbcRepository<>(COMPUTERS, DatabaseClient.create(connections), database.dialect()))
                    .medians();
        } finally {
            connections.dispose();
        }
    }

    /** Three rows have the rare word; ram has eight values, a third of the rows has no power. */
    private static void fill(Statement statement, Database database, int count) throws SQLException {
        boolean postgres = database.dialect().name().equals("POSTGRESQL");
        String numbers = postgres
                ? "generate_series(1, " + count + ") n"
                : "(select \"X\" n from system_range(1, " + count + ")) numbers";
        statement.execute(
                "insert into computer (processor, ram, power) select concat('Processor ', mod(cast(n as bigint) * 7919, "
                        + count
                        + "), case when mod(n, " + count / 3 + ") = 7 then ' Zyzzyva' else '' end),"
                        + " concat(mod(n, 8), ' GB'), case when mod(n, 3) = 0 then null else concat(mod(n, 97), ' W') end from "
                        + numbers);
        statement.execute(postgres ? "vacuum analyze" : "analyze");
    }

    private static final class Measurement {
        private final Repository<Computer> computers;
        private final Map<String, Double> medians = new LinkedHashMap<>();

        Measurement(Repository<Computer> computers) {
            this.computers = computers;
        }

        Map<String, Double> medians() {
            Filter all = Query.ALL.filter();
            QueryBuilder builder = new QueryBuilder(COMPUTERS.schema(), 10);
            pages("by id", Query.ALL);
            for (String field : List.of("processor", "ram", "power")) {
                for (boolean descending : new boolean[] {false, true}) {
                    Query ordered = new Query(all, List.of(builder.order("", field, descending)), List.of(), 0, 0);
                    pages("by " + field + (descending ? " descending" : ""), ordered);
                }
            }
            Query search = new Query(
                    builder.comparison("", "processor", Operator.LIKE, "%zyzzyva%"), List.of(), List.of(), 0, 0);
            measure("search for a rare word", () -> page(search, PageStart.NUMBER, true));
            Query sorted = new Query(search.filter(), List.of(builder.order("", "power", true)), List.of(), 0, 0);
            measure("search for a rare word, by power descending", () -> page(sorted, PageStart.NUMBER, true));
            return medians;
        }

        private void pages(String order, Query query) {
            Stored<Computer> border =
                    page(query, PageStart.NUMBER, false).rows().getLast();
            PageStart next = new PageStart.After(Cursor.of(COMPUTERS.schema(), query, border));
            for (boolean counted : new boolean[] {true, false}) {
                String how = order + (counted ? ", counted" : "");
                measure("first page " + how, () -> page(query, PageStart.NUMBER, counted));
                measure("next page " + how, () -> page(query, next, counted));
                measure("last page " + how, () -> page(query, PageStart.END, counted));
            }
        }

        private Page<Computer> page(Query query, PageStart start, boolean counted) {
            return computers
                    .page(query, new PageRequest(1, SIZE, counted, start))
                    .block();
        }

        private void measure(String name, Supplier<Page<Computer>> work) {
            for (int i = 0; i < WARM_UP; i++) {
                work.get();
            }
            double[] times = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                work.get();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(times);
            medians.put(name, times[RUNS / 2]);
        }
    }
}
