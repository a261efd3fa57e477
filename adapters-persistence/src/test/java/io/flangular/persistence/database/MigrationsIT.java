package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of an application that is built on the core, here that of the table {@code sample}. */
@OnBothDatabases
class MigrationsIT {
    private static final String CORE = "select script from flyway_schema_history order by installed_rank";
    private static final String APPLICATION =
            "select script from application_schema_history where type = 'SQL' order by installed_rank";
    private static final String SCRIPT = "V0_1__sample.sql";
    private static final String ROW = "insert into sample (name, count, used) values ('stored before', 1, false)";

    private final TestDatabases kind;

    @TempDir
    private Path folder;

    MigrationsIT(TestDatabases kind) {
        this.kind = kind;
    }

    @Test
    void migrationsOfTheApplicationHaveAHistoryTableOfTheirOwn() throws SQLException {
        Database database = kind.newDatabase(folder);
        database.migrate();
        assertThat(read(database, CORE)).contains("V8__accounts.sql").doesNotContain(SCRIPT);
        assertThat(read(database, APPLICATION)).containsOnlyOnce(SCRIPT);
        database.migrate();
        assertThat(read(database, APPLICATION)).containsOnlyOnce(SCRIPT);
    }

    /** An installation whose application took its number before the core had its version 8. */
    @Test
    void migrationsOfTheApplicationInTheHistoryTableOfTheCoreAreMoved() throws IOException, SQLException {
        Database database = kind.newDatabase(folder.resolve("data"));
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        try (Stream<Path> core = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path script : core.toList()) {
                if (script.getFileName().toString().matches("V[1-7]__.*")) {
                    Files.copy(script, scripts.resolve(script.getFileName()));
                }
            }
        }
        Files.copy(Path.of("src/test/resources/db/application").resolve(SCRIPT), scripts.resolve(SCRIPT));
        database.flyway().locations("filesystem:" + scripts).load().migrate();
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ROW);
            }
        });
        assertThat(read(database, CORE)).contains(SCRIPT);

        database.migrate();

        assertThat(read(database, CORE)).contains("V8__accounts.sql").doesNotContain(SCRIPT);
        assertThat(read(database, APPLICATION)).containsOnlyOnce(SCRIPT);
        assertThat(read(database, "select name from sample")).containsExactly("stored before");
        database.migrate();
        assertThat(read(database, APPLICATION)).containsOnlyOnce(SCRIPT);
    }

    private static List<String> read(Database database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    values.add(found.getString(1));
                }
            }
        });
        return values;
    }
}
