package io.flangular.persistence;

import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.user.R2dbcUsers;
import io.r2dbc.pool.ConnectionPool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The real databases that the adapters are tested on: an H2 file and a PostgreSQL server, migrated, once for a run. */
public enum TestDatabases {
    H2(Databases.embedded(temporaryFolder())),
    POSTGRESQL(Databases.at(postgreSql("postgres", "postgres", "postgres")));

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final Database database;
    private final ConnectionPool connections;
    private final UnitOfWork unitOfWork;

    TestDatabases(Database database) {
        this.database = database;
        database.migrate();
        database.createIndexes(List.of(Sample.RESOURCE));
        connections = database.connect();
        unitOfWork = database.unitOfWork(transaction());
    }

    public Database database() {
        return database;
    }

    public ConnectionPool connections() {
        return connections;
    }

    public DatabaseClient client() {
        return DatabaseClient.create(connections);
    }

    public TransactionalOperator transaction() {
        return TransactionalOperator.create(new R2dbcTransactionManager(connections));
    }

    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    /** Adds three users in the place of all others, with whom all that belonged to them goes: their ids. */
    public List<Long> freshUsers() {
        clear("account");
        return List.of(addUser("ada@example.org"), addUser("bob@example.org"), addUser("cyd@example.org"));
    }

    private long addUser(String email) {
        return new R2dbcUsers(client())
                .add(new NewUser(
                        new EmailAddress(email),
                        null,
                        Role.EDITOR,
                        new PasswordHash("hash"),
                        Instant.parse("2026-01-31T12:00:00Z")))
                .block()
                .id();
    }

    /** Makes a table empty. */
    public void clear(String table) {
        client().sql("delete from " + table).then().block();
    }

    /**
     * A database of this kind without any table.
     *
     * @param folder where the file of an H2 database is created
     */
    public Database newDatabase(Path folder) {
        if (this == H2) {
            return Databases.embedded(folder);
        }
        String name = "new" + CREATED.incrementAndGet();
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
        });
        return Databases.at(postgreSql("postgres", "postgres", name));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("flangular-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The URL of a database of the server as a user sees it. */
    public static String postgreSql(String user, String password, String name) {
        return "r2dbc:postgresql://" + user + ":" + password + "@localhost:" + Server.PORT + "/" + name;
    }

    private static final class Server {
        static final int PORT = start();

        private static int start() {
            try {
                // Stopped by its own hook when the JVM ends. Nothing of it has to survive a crash of the machine.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start()
                        .getPort();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
