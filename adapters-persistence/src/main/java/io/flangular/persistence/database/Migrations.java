package io.flangular.persistence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migrations of the core, in {@code db/migration}, and after them those of the application that is built on it, in
 * {@code db/application}. Each have version numbers and a schema history table of their own, so that a new version of
 * the core never takes a number that an application has used.
 */
final class Migrations {
    private static final String CORE_HISTORY = "flyway_schema_history";
    private static final String APPLICATION_HISTORY = "application_schema_history";
    private static final String COLUMNS =
            "installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time,"
                    + " success";

    private final Supplier<FluentConfiguration> flyway;

    Migrations(Supplier<FluentConfiguration> flyway) {
        this.flyway = flyway;
    }

    /** Applies the core's migrations up to that version. */
    void migrateCore(String version) {
        core().target(version).load().migrate();
    }

    /** Applies all migrations, those of the core first. */
    void migrate() {
        Flyway application = application();
        Set<String> scripts = Arrays.stream(application.info().all())
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getScript)
                .collect(Collectors.toSet());
        claim(application, scripts);
        core().load().migrate();
        if (!scripts.isEmpty()) {
            application.migrate();
        }
    }

    private FluentConfiguration core() {
        return flyway.get()
                .locations("classpath:db/migration")
                .javaMigrations(new CanonicalEmailAddresses())
                .table(CORE_HISTORY);
    }

    private Flyway application() {
        return flyway.get()
                .locations("classpath:db/application")
                .table(APPLICATION_HISTORY)
                // The schema has the core's tables already.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    /**
     * Moves the application's scripts from the core's history to its own, so that they are not applied again. Former
     * versions had them in the core's location.
     */
    private void claim(Flyway application, Set<String> scripts) {
        MigrationInfo[] claimed = Arrays.stream(core().load().info().applied())
                .filter(migration -> scripts.contains(migration.getScript()))
                .filter(migration -> !migration.getState().isFailed())
                .toArray(MigrationInfo[]::new);
        if (claimed.length == 0) {
            return;
        }
        if (application.info().current() == null) {
            application.baseline();
        }
        Database.maintain(Objects.requireNonNull(flyway.get().getDataSource()), connection -> {
            connection.setAutoCommit(false);
            for (MigrationInfo migration : claimed) {
                move(connection, migration.getInstalledRank());
            }
            connection.commit();
        });
    }

    private static void move(Connection connection, int rank) throws SQLException {
        // Of several nodes that start at once, one moves the row; the others find none.
        execute(connection, "select script from " + CORE_HISTORY + " where installed_rank = ? for update", rank);
        String free = "(select max(installed_rank) + 1 from " + APPLICATION_HISTORY + ")";
        execute(
                connection,
                "insert into " + APPLICATION_HISTORY + " (" + COLUMNS + ") select "
                        + COLUMNS.replace("installed_rank", free) + " from " + CORE_HISTORY
                        + " where installed_rank = ?",
                rank);
        execute(connection, "delete from " + CORE_HISTORY + " where installed_rank = ?", rank);
    }

    private static void execute(Connection connection, String sql, int rank) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, rank);
            statement.execute();
        }
    }
}
