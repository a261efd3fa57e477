package io.flangular.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.flangular.domain.MemoryBudget;
import io.flangular.domain.computer.Computer;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.PageStart;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.query.QueryBuilder;
import io.flangular.persistence.Databases;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.resource.R2dbcRepository;
import io.flangular.support.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    private static final int WARM_UP = 200;
    private static final int RUNS = 500;

    private final Repository<Computer> few;
    private final Repository<Computer> many;

    private PagingBenchmark(Repository<Computer> few, Repository<Computer> many) {
        this.few = few;
        this.many = many;
    }

    /** Prints the medians of both sizes and their ratios. */
    public static void main(String[] arguments) throws IOException {
        // Without Spring Boot nothing else says so, and at its default the log takes longer than the pages.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        boolean onH2 = arguments.length > 1 && arguments[1].equals("h2");
        System.out.printf(
                "%n%-58s %10s %10s %7s%n",
                onH2 ? "H2, median ms" : "PostgreSQL, median ms", FEW + " rows", many + " rows", "ratio");
        new PagingBenchmark(filled(onH2, FEW), filled(onH2, many)).run();
        System.exit(0);
    }

    private static Repository<Computer> filled(boolean onH2, int count) throws IOException {
        Database database = onH2
                ? Databases.embedded(Files.createTempDirectory("flangular-benchmark"))
                : Databases.at(RunningApplication.newPostgreSql());
        database.migrate();
        database.createIndexes(List.of(COMPUTERS));
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                fill(statement, database.isServer(), count);
            }
        });
        return new R2dbcRepository<>(
                COMPUTERS, DatabaseClient.create(database.connect()), database.dialect(), MemoryBudget.UNLIMITED);
    }

    /** Three rows have the rare word; ram has eight values, a third of the rows has no power. */
    private static void fill(Statement statement, boolean postgres, int count) throws SQLException {
        String numbers = postgres
                ? "generate_series(1, " + count + ") n"
                : "(select \"X\" n from system_range(1, " + count + ")) numbers";
        statement.execute(
                "insert into computer (processor, ram, power) select concat('Processor ', mod(cast(n as bigint) *"
                        + " 7919, "
                        + count
                        + "), case when mod(n, " + count / 3 + ") = 7 then ' Zyzzyva' else '' end), concat(mod(n, 8),"
                        + " ' GB'), case when mod(n, 3) = 0 then null else"
                        + " concat(mod(n, 97), ' W') end from "
                        + numbers);
        statement.execute(postgres ? "vacuum analyze" : "analyze");
    }

    private void run() {
        QueryBuilder builder = new QueryBuilder(COMPUTERS.schema(), 10);
        pages("by id", Query.ALL);
        for (String field : List.of("processor", "ram", "power")) {
            for (boolean descending : new boolean[] {false, true}) {
                Query ordered =
                        new Query(Query.ALL.filter(), List.of(builder.order("", field, descending)), List.of(), 0, 0);
                pages("by " + field + (descending ? " descending" : ""), ordered);
            }
        }
        Query search =
                new Query(builder.comparison("", "processor", Operator.LIKE, "%zyzzyva%"), List.of(), List.of(), 0, 0);
        compare("search for a rare word", rows -> page(rows, search, PageStart.NUMBER, true));
        Query sorted = new Query(search.filter(), List.of(builder.order("", "power", true)), List.of(), 0, 0);
        compare("search for a rare word, by power descending", rows -> page(rows, sorted, PageStart.NUMBER, true));
    }

    private void pages(String order, Query query) {
        for (boolean counted : new boolean[] {true, false}) {
            String how = order + (counted ? ", counted" : "");
            compare("first page " + how, rows -> page(rows, query, PageStart.NUMBER, counted));
            Map<Repository<Computer>, PageStart> next = Map.of(few, second(few, query), many, second(many, query));
            compare("next page " + how, rows -> page(rows, query, next.get(rows), counted));
            compare("last page " + how, rows -> page(rows, query, PageStart.END, counted));
        }
    }

    private static PageStart second(Repository<Computer> rows, Query query) {
        Page<Computer> first = page(rows, query, PageStart.NUMBER, false);
        return new PageStart.After(
                Cursor.of(COMPUTERS.schema(), query, first.rows().getLast()));
    }

    private static Page<Computer> page(Repository<Computer> rows, Query query, PageStart start, boolean counted) {
        return rows.page(query, new PageRequest(1, SIZE, counted, start)).block();
    }

    /** In turn, so that whatever else happens meanwhile happens to both. */
    private void compare(String name, Consumer<Repository<Computer>> work) {
        double[] small = new double[RUNS];
        double[] large = new double[RUNS];
        for (int i = -WARM_UP; i < RUNS; i++) {
            double ofFew = milliseconds(work, few);
            double ofMany = milliseconds(work, many);
            if (i >= 0) {
                small[i] = ofFew;
                large[i] = ofMany;
            }
        }
        Arrays.sort(small);
        Arrays.sort(large);
        double base = small[RUNS / 2];
        double median = large[RUNS / 2];
        System.out.printf("%-58s %10.3f %10.3f %7.2f%n", name, base, median, median / base);
    }

    private static double milliseconds(Consumer<Repository<Computer>> work, Repository<Computer> rows) {
        long start = System.nanoTime();
        work.accept(rows);
        return (System.nanoTime() - start) / 1e6;
    }
}
