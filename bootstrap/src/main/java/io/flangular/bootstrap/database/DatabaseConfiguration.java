package io.flangular.bootstrap.database;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.DataFolder;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.bootstrap.startup.StartupInterruption;
import io.flangular.bootstrap.startup.StartupWait;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Resource;
import io.flangular.persistence.Databases;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.flangular.persistence.database.h2.FileDamage;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The database: migrated first, then used through a connection pool. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final String IN_USE = "another process has it open.";
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    /** After the checks of the mail settings, so that a wrong setting leaves no new database behind. */
    @Bean
    @DependsOn("linkMail")
    Database database(FlangularProperties properties, ObjectProvider<Resource<?>> resources) {
        Database database = located(properties);
        Path file = database.file();
        boolean existed = file != null && Files.exists(file);
        if (file != null) {
            check(file);
            requireTemporaryFolder();
        }
        try {
            migrate(database);
            database.createIndexes(resources.orderedStream().toList());
        } catch (FlywayException | IllegalStateException failure) {
            String reason = rootMessage(failure);
            if (file != null && !existed && !reason.equals(IN_USE)) {
                delete(file);
            } else if (file != null && FileDamage.isReasonFor(failure)) {
                throw new StartupFailure(
                        "The database file " + file + " is damaged: restore it from a backup.", failure);
            }
            throw new StartupFailure(
                    "The database cannot be used (" + database + "): " + database.withoutSecrets(reason), failure);
        }
        LOG.info("Data is kept in {}", database);
        return database;
    }

    /** H2 would create a new database in an empty file, and with it a new first administrator. */
    private static void check(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        StartupFailure.unless(
                Files.isReadable(file) && Files.isWritable(file),
                "The database file " + file + " cannot be read and written by the user "
                        + System.getProperty("user.name") + ": change its owner or its permissions.");
        try {
            StartupFailure.unless(
                    Files.size(file) > 0,
                    "The database file " + file
                            + " is empty: restore it from a backup, or delete it to begin with a new database.");
        } catch (IOException failure) {
            throw new StartupFailure("The database file " + file + " cannot be read: " + failure + ".", failure);
        }
    }

    /** Deletes the incomplete file of a failed first start, such as on a full disk: the next start would refuse it. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            LOG.warn("The unfinished file {} could not be deleted: {}", file, refused.toString());
        }
    }

    /** H2 stores results there that are too large for memory; the folder is not configurable. */
    private static void requireTemporaryFolder() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        StartupFailure.unless(
                Files.isDirectory(folder) && Files.isWritable(folder),
                "The temporary folder " + folder
                        + " cannot be written. Name another one with the option -Djava.io.tmpdir=... of java.");
    }

    private static void migrate(Database database) {
        if (database.isServer()) {
            // May be interrupted, since its migrations are transactions.
            try (StartupInterruption interruption = new StartupInterruption()) {
                database.migrate();
            }
        } else {
            database.migrate();
        }
    }

    private static Database located(FlangularProperties properties) {
        String url = properties.database().url();
        if (url == null || url.isBlank()) {
            return Databases.embedded(DataFolder.open(properties.data()));
        }
        try {
            return Databases.at(url);
        } catch (IllegalArgumentException refused) {
            throw new StartupFailure("flangular.database.url cannot be used: " + refused.getMessage() + ".", refused);
        }
    }

    private static String rootMessage(Throwable failure) {
        String reason = ConnectionFailures.reason(failure);
        if (reason.startsWith("Protocol error.")) {
            return "what answers there is no PostgreSQL server.";
        }
        return reason.contains("already in use") || reason.contains("file is locked") ? IN_USE : reason;
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(Database database) {
        ConnectionPool connections = database.connect();
        if (database.isServer()) {
            openFirstConnection(connections, database);
        }
        return connections;
    }

    /** So that later steps of the start need not wait for a connection. */
    private static void openFirstConnection(ConnectionPool connections, Database database) {
        try (StartupInterruption interruption = new StartupInterruption()) {
            StartupWait.forDatabase(connections.warmup(), database.toString(), Duration.ofSeconds(30));
        } catch (StartupFailure failure) {
            connections.dispose();
            throw failure;
        }
    }

    @Bean
    UnitOfWork unitOfWork(TransactionalOperator transaction, Database database) {
        return database.unitOfWork(transaction);
    }

    /**
     * The unit of work of the rows of collections, their history and idempotency keys. It shares no tables with the
     * other one, so that a long import delays neither logins nor disabling the user who runs it.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("collections")
    UnitOfWork collectionUnitOfWork(TransactionalOperator transaction, Database database) {
        return database.unitOfWork(transaction);
    }
}
