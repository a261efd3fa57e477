package io.flangular.persistence.database.postgresql;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;

import io.flangular.persistence.database.Contention;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.flangular.persistence.database.connection.GuardedConnectionFactory;
import io.flangular.persistence.database.connection.KeepAliveLoopResources;
import io.flangular.persistence.database.connection.OutageLog;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.ResourceIndexes;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.ValidationDepth;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A PostgreSQL server, or a primary among several. */
public final class PostgreSqlDatabase extends Database {
    private static final Duration MAX_LIFE = Duration.ofHours(1);

    /** The JDBC driver's names of the options that decide whether and where it gets a connection. */
    private static final Map<String, String> JDBC_PARAMETERS = Map.of(
            "sslMode", "sslmode",
            "sslRootCert", "sslrootcert",
            "sslCert", "sslcert",
            "sslKey", "sslkey",
            "sslPassword", "sslpassword",
            "schema", "currentSchema",
            "targetServerType", "targetServerType");

    private final Dialect dialect = new PostgreSqlDialect();

    /** The server of these options; {@link IllegalArgumentException} when they lack the host or the database. */
    public PostgreSqlDatabase(ConnectionFactoryOptions options) {
        super(options);
        if (options.getValue(HOST) == null || options.getValue(DATABASE) == null) {
            throw new IllegalArgumentException("it must name a host and a database");
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public @Nullable Path file() {
        return null;
    }

    @Override
    public void migrate() {
        try {
            // A server that accepts connections may still not answer. Only migrations may take long.
            DataSource impatient = dataSource(jdbcUrl() + "&socketTimeout=7");
            SessionCheck.run(impatient);
            CodePointCollation.create(impatient);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        super.migrate();
    }

    @Override
    public ConnectionPool connect() {
        OutageLog outage = new OutageLog(toString(), "reached");
        GuardedConnectionFactory server =
                new GuardedConnectionFactory(driver(), sessionParameters(), STATEMENT_TIMEOUT.plusSeconds(2), outage);
        ConnectionPoolConfiguration settings = pool(server)
                // The limit of the guarded connections comes first.
                .maxCreateConnectionTime(GuardedConnectionFactory.FIRST_CONNECT_LIMIT.plusSeconds(1))
                // Enough for a connection that turns out to be dead and for the one that takes its place.
                .maxAcquireTime(Duration.ofMillis(3500))
                .acquireRetry(0)
                .backgroundEvictionInterval(Duration.ofSeconds(10))
                // The guard decides when the server is asked.
                .validationDepth(ValidationDepth.REMOTE)
                .customizer(builder -> builder.evictionPredicate((connection, use) -> server.isUnusable(connection)
                        || use.idleTime() > MAX_IDLE.toMillis()
                        || use.lifeTime() > MAX_LIFE.toMillis()))
                .build();
        return new ConnectionPool(settings) {
            @Override
            public Mono<io.r2dbc.spi.Connection> create() {
                return Mono.defer(this::validated).onErrorMap(failure -> {
                    Throwable contention = Contention.translate(failure);
                    if (contention != failure && !outage.isUnderWay()) {
                        return contention;
                    }
                    outage.failed(failure, true);
                    return ConnectionFailures.unavailable();
                });
            }

            /** A new one in place of one that turns out to be dead; but a server that accepts none is asked once. */
            private Mono<io.r2dbc.spi.Connection> validated() {
                long start = System.nanoTime();
                return super.create()
                        .retryWhen(Retry.max(1)
                                .filter(failure ->
                                        Contention.translate(failure) == failure && !server.isUnreachableSince(start))
                                .onRetryExhaustedThrow((specification, last) -> last.failure()));
            }

            @Override
            public Mono<Void> disposeLater() {
                return super.disposeLater().doFinally(end -> server.close());
            }
        };
    }

    private ConnectionFactory driver() {
        return ConnectionFactories.get(options()
                .mutate()
                .option(CONNECT_TIMEOUT, GuardedConnectionFactory.CONNECT_LIMIT)
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, new KeepAliveLoopResources())
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, Map.of())
                .build());
    }

    /**
     * Plans are made for the values at hand: a plan for any value cannot know whether a word that is searched is rare,
     * and reads a million rows where an index has the three that match. The URL may have other parameters.
     */
    private Map<String, String> sessionParameters() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "plan_cache_mode", "force_custom_plan",
                "statement_timeout", String.valueOf(STATEMENT_TIMEOUT.toMillis()),
                "lock_timeout", String.valueOf(LOCK_TIMEOUT.toMillis())));
        Object given = options().getValue(PostgresqlConnectionFactoryProvider.OPTIONS);
        Map<?, ?> added = given instanceof CharSequence text
                ? StringUtils.splitArrayElementsIntoProperties(text.toString().split(";"), "=")
                : (Map<?, ?>) given;
        if (added != null) {
            added.forEach((name, value) -> parameters.put(name.toString(), value.toString()));
        }
        return parameters;
    }

    @Override
    protected String jdbcUrl() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("connectTimeout", "3", "loginTimeout", "7"));
        // As in R2DBC. Otherwise JDBC tries TLS, and reports only that where there is no PostgreSQL.
        parameters.put("sslmode", "disable");
        JDBC_PARAMETERS.forEach((r2dbc, jdbc) -> {
            String value = option(Option.valueOf(r2dbc));
            if (value != null) {
                parameters.put(jdbc, value);
            }
        });
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", "jdbc:postgresql://" + place() + "?", ""));
    }

    /** Hosts, port and name of the database. */
    private String place() {
        String port = option(PORT);
        String hosts = String.valueOf(option(HOST));
        String shown = port != null ? ":" + port : hosts.contains(",") ? "" : ":5432";
        return hosts + shown + "/" + option(DATABASE);
    }

    @Override
    protected String textType() {
        // Orders by code point and knows the upper and lower case of all characters, which "C" does not.
        return "text collate \"C.utf8\"";
    }

    @Override
    protected ResourceIndexes indexes(Connection connection) {
        return new PostgreSqlResourceIndexes(connection, dialect);
    }

    @Override
    public String toString() {
        return "PostgreSQL " + place();
    }
}
