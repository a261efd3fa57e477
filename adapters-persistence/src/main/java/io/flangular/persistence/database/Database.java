package io.flangular.persistence.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Resource;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.ResourceIndexes;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * A database, configured by an R2DBC URL. There is one subclass for each product, with all settings that affect
 * durability. Flyway and the work on tables at startup use JDBC, on connections that are closed at the end.
 */
public abstract class Database {
    /** The maximum duration of a statement. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    /** How long a statement waits for a lock. */
    protected static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    /** The size of the pool: more than all expensive requests use at once, so that logging in never waits for them. */
    protected static final int CONNECTIONS = 16;

    protected static final Duration MAX_IDLE = Duration.ofMinutes(10);

    private final ConnectionFactoryOptions options;

    protected Database(ConnectionFactoryOptions options) {
        this.options = options;
    }

    /** The options of the R2DBC URL. */
    protected final ConnectionFactoryOptions options() {
        return options;
    }

    /** The value of an option of the URL; null where it is missing. */
    protected final @Nullable String option(Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? null : value.toString();
    }

    /** The SQL of the database. */
    public abstract Dialect dialect();

    /** The file of an embedded database, which need not exist yet; null for a server. */
    public abstract @Nullable Path file();

    /** Whether it is a server, which other nodes may use as well. */
    public final boolean isServer() {
        return file() == null;
    }

    /** Opens a connection pool. Disposing of it closes an embedded database. */
    public abstract ConnectionPool connect();

    protected static ConnectionPoolConfiguration.Builder pool(ConnectionFactory factory) {
        return ConnectionPoolConfiguration.builder(factory)
                .initialSize(1)
                .minIdle(1)
                .maxSize(CONNECTIONS)
                .maxCreateConnectionTime(Duration.ofSeconds(5))
                .maxValidationTime(Duration.ofSeconds(2))
                .maxIdleTime(MAX_IDLE);
    }

    /** A unit of work whose transactions share no table with those of any other. */
    public UnitOfWork unitOfWork(TransactionalOperator transaction) {
        return new TransactionalUnitOfWork(transaction, transaction::transactional);
    }

    /** Applies all migrations in {@code db/migration} and then all in {@code db/application} on the class path. */
    public void migrate() {
        new Migrations(this::flyway).migrate();
    }

    /** Applies the core's migrations up to a version. */
    final void migrate(String version) {
        new Migrations(this::flyway).migrateCore(version);
    }

    /** Creates the missing indexes of the tables of resources, after the migrations. */
    public final void createIndexes(Collection<? extends Resource<?>> resources) {
        maintain(connection -> indexes(connection).create(resources));
    }

    protected abstract ResourceIndexes indexes(Connection connection);

    protected abstract String jdbcUrl();

    /** The type of strings in migrations, with a collation that orders by code point and knows upper and lower case. */
    protected abstract String textType();

    /** The configuration of Flyway for this database. */
    protected final FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(jdbcUrl(), option(USER), option(PASSWORD))
                .placeholders(Map.of("text", textType()));
    }

    protected final DataSource dataSource(String jdbcUrl) {
        return Objects.requireNonNull(
                flyway().dataSource(jdbcUrl, option(USER), option(PASSWORD)).getDataSource());
    }

    /** Work on the structure of the tables, without a time limit, before requests are served. */
    @FunctionalInterface
    public interface Maintenance {
        /** Does the work on a connection in auto-commit mode. */
        void on(Connection connection) throws SQLException;
    }

    /** Does maintenance; {@link IllegalStateException} with the cause when it fails. */
    public final void maintain(Maintenance work) {
        maintain(dataSource(jdbcUrl()), work);
    }

    static void maintain(DataSource source, Maintenance work) {
        try (Connection connection = source.getConnection()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A message without the passwords of the URL. */
    public final String withoutSecrets(String message) {
        String redacted = message;
        for (Option<?> secret : List.of(PASSWORD, Option.sensitiveValueOf("sslPassword"))) {
            String value = option(secret);
            if (value != null && !value.isEmpty()) {
                redacted = redacted.replace(value, "…");
            }
        }
        return redacted;
    }

    /** Product and place, without user and password. */
    @Override
    public abstract String toString();
}
