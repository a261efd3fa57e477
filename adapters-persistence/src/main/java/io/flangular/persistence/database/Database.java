package io.flangular.persistence.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.flangular.persistence.database.connection.ConnectionFailures;
import io.flangular.persistence.database.connection.GuardedConnectionFactory;
import io.flangular.persistence.database.connection.KeepAliveLoopResources;
import io.flangular.persistence.database.connection.OutageLog;
import io.flangular.persistence.database.h2.DiskSpace;
import io.flangular.persistence.database.h2.FileCompaction;
import io.flangular.persistence.database.h2.FileFailures;
import io.flangular.persistence.database.h2.H2Dialect;
import io.flangular.persistence.database.h2.OwnerOnlyFiles;
import io.flangular.persistence.database.postgresql.CodePointCollation;
import io.flangular.persistence.database.postgresql.PostgreSqlDialect;
import io.flangular.persistence.database.postgresql.SessionCheck;
import io.flangular.persistence.database.postgresql.SessionParameters;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
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
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The database of the application, configured by an R2DBC URL: an H2 file or a PostgreSQL server. All settings that
 * affect durability are made here.
 */
public final class Database {
    /** How long a statement may take. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
    /** More than all that is expensive may take at once, so that logging in never waits for it. */
    static final int CONNECTIONS = 16;

    /** The acquire time-out of the connection pool. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final Duration MAX_IDLE = Duration.ofMinutes(10);
    private static final Duration MAX_LIFE = Duration.ofHours(1);

    /**
     * WRITE_DELAY=0: a commit is handed to the operating system before it is acknowledged, so that none is lost when
     * the process is killed; with H2's default of 500 ms they are, by the hundred thousand. DATABASE_TO_LOWER: names
     * fold as in PostgreSQL. DB_CLOSE_ON_EXIT=FALSE: the pool closes the database, not a hook that runs beside it.
     * RETENTION_TIME=0: free space is used again at once; to wait only guards against power cuts. COMPRESS: a large
     * import needs half of the space. MAX_COMPACT_TIME=0: {@link FileCompaction} compacts, also before closing.
     */
    private static final String H2_SETTINGS =
            ";DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;COMPRESS=TRUE;RETENTION_TIME=0;MAX_COMPACT_TIME=0"
                + ";LOCK_TIMEOUT=" + LOCK_TIMEOUT.toMillis();

    private static final Pattern HOST_AND_PORT = Pattern.compile("([^:,]+):([0-9]{1,5})");

    private static final String RESERVED =
            "; a user name and a password are percent-encoded, such as %40 for @, %2F for / and %20 for a space";

    private final boolean server;
    private final Dialect dialect;
    private final ConnectionFactoryOptions options;

    private Database(boolean server, ConnectionFactoryOptions options) {
        this.server = server;
        this.dialect = server ? new PostgreSqlDialect() : new H2Dialect();
        this.options = options;
    }

    /** The H2 file {@code flangular.mv.db} in that folder, made when it is not there. */
    public static Database embedded(Path folder) {
        return new Database(
                false,
                ConnectionFactoryOptions.builder()
                        .option(DRIVER, "h2")
                        .option(PROTOCOL, "file")
                        .option(
                                DATABASE,
                                folder.resolve("flangular").toAbsolutePath().toString())
                        .build());
    }

    /**
     * The database of an R2DBC URL such as {@code r2dbc:postgresql://user:password@host/database}, {@code
     * r2dbc:postgresql:failover://a,b/database?targetServerType=primary} or {@code r2dbc:h2:file:///path}. An {@link
     * IllegalArgumentException} says in a sentence what is wrong with any other.
     */
    public static Database at(String url) {
        ConnectionFactoryOptions options;
        try {
            options = ConnectionFactoryOptions.parse(url);
        } catch (RuntimeException unreadable) {
            // Neither message nor cause: both repeat the URL with its password.
            throw new IllegalArgumentException("it is no R2DBC URL" + RESERVED);
        }
        if (String.valueOf(options.getValue(DATABASE)).contains("@")
                || String.valueOf(options.getValue(HOST)).contains("@")) {
            // The password has ended at its first slash, and the rest of it would be shown as the name of the database.
            throw new IllegalArgumentException("it has an @ in the name of its host or database" + RESERVED);
        }
        Object driver = options.getValue(DRIVER);
        if ("postgresql".equals(driver)) {
            if (options.getValue(HOST) == null || options.getValue(DATABASE) == null) {
                throw new IllegalArgumentException("it must name a host and a database");
            }
            return new Database(true, withPort(options, url));
        }
        if ("h2".equals(driver) && "file".equals(options.getValue(PROTOCOL))) {
            return new Database(false, options);
        }
        throw new IllegalArgumentException("it must begin with r2dbc:postgresql: or r2dbc:h2:file:");
    }

    /**
     * Takes the port from the host. They are parsed as one where the host is none of a URI, such as {@code my_db}, or
     * where the password has an {@code @}.
     */
    private static ConnectionFactoryOptions withPort(ConnectionFactoryOptions options, String url) {
        Matcher single = HOST_AND_PORT.matcher(String.valueOf(options.getValue(HOST)));
        if (options.getValue(PORT) != null || !single.matches()) {
            return options;
        }
        String authority = url.substring(url.indexOf("://") + 3).split("/", 2)[0];
        if (authority.indexOf('@') != authority.lastIndexOf('@')) {
            throw new IllegalArgumentException("it has an @ in its user name or password" + RESERVED);
        }
        return options.mutate()
                .option(HOST, single.group(1))
                .option(PORT, Integer.valueOf(single.group(2)))
                .build();
    }

    /** Whether it is a server, which other nodes may use as well; otherwise, it is a file of this process. */
    public boolean isServer() {
        return server;
    }

    /** The database's dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Brings the tables up to date with all {@code db/migration} and then all {@code db/application} on the class path.
     * Flyway speaks JDBC; its connections are made for this alone and closed at the end.
     */
    public void migrate() {
        if (server) {
            prepareServer();
        }
        migrations().migrate();
        createFunctions();
    }

    private void prepareServer() {
        try {
            // A server that accepts connections may still not answer. Only migrations may take long.
            DataSource server = Objects.requireNonNull(
                    flyway(jdbcUrl() + "&socketTimeout=7").getDataSource());
            SessionCheck.run(server);
            CodePointCollation.create(server);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Brings the core's tables up to that version. */
    void migrate(String version) {
        migrations().migrateCore(version);
        createFunctions();
    }

    private Migrations migrations() {
        return new Migrations(() -> flyway().placeholders(dialect.migrationPlaceholders()));
    }

    private void createFunctions() {
        maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String function : dialect.functions()) {
                    statement.execute(function);
                }
            }
        });
    }

    FluentConfiguration flyway() {
        return flyway(jdbcUrl());
    }

    private FluentConfiguration flyway(String url) {
        return Flyway.configure().dataSource(url, text(USER), text(PASSWORD));
    }

    /** Work on the structure of the tables, for which there is no limit of time; it ends before anything is served. */
    @FunctionalInterface
    public interface Maintenance {
        /** Does the work on a connection in auto-commit mode. */
        void on(Connection connection) throws SQLException;
    }

    /** Does such work; an {@link IllegalStateException} says why it could not be done. */
    public void maintain(Maintenance work) {
        maintain(flyway(), work);
    }

    /** Does it on a connection of that configuration. */
    static void maintain(FluentConfiguration flyway, Maintenance work) {
        try (Connection connection =
                Objects.requireNonNull(flyway.getDataSource()).getConnection()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Connections to it, pooled; to be disposed of at the end, which closes an H2 file. */
    public ConnectionPool connect() {
        return server ? connectToServer() : connectToFile();
    }

    private ConnectionPool connectToFile() {
        FileCompaction compaction = compaction();
        return new ConnectionPool(pool(factory())
                .maxAcquireTime(MAX_WAIT)
                .validationDepth(ValidationDepth.LOCAL)
                .customizer(builder -> builder.evictionPredicate((connection, use) ->
                        OffloadingConnectionFactory.isClosed(connection) || use.idleTime() > MAX_IDLE.toMillis()))
                .build()) {
            @Override
            public Mono<io.r2dbc.spi.Connection> create() {
                return super.create().onErrorMap(Contention::translate);
            }

            @Override
            public Mono<Void> disposeLater() {
                return super.disposeLater().then(Mono.fromRunnable(compaction::close));
            }
        };
    }

    private ConnectionPool connectToServer() {
        OutageLog outage = new OutageLog(toString(), "reached");
        GuardedConnectionFactory server =
                new GuardedConnectionFactory(factory(), STATEMENT_TIMEOUT.plusSeconds(2), outage);
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

    private static ConnectionPoolConfiguration.Builder pool(ConnectionFactory factory) {
        return ConnectionPoolConfiguration.builder(factory)
                .initialSize(1)
                .minIdle(1)
                .maxSize(CONNECTIONS)
                .maxCreateConnectionTime(Duration.ofSeconds(5))
                .maxValidationTime(Duration.ofSeconds(2))
                .maxIdleTime(MAX_IDLE);
    }

    private DiskSpace space() {
        Path file = Objects.requireNonNull(file()).toAbsolutePath();
        return new DiskSpace(Objects.requireNonNull(file.getParent()));
    }

    private FileCompaction compaction() {
        try {
            return FileCompaction.start(Objects.requireNonNull(flyway().getDataSource()), space());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private ConnectionFactory factory() {
        if (server) {
            return new SessionParameters(
                    ConnectionFactories.get(options.mutate()
                            .option(CONNECT_TIMEOUT, GuardedConnectionFactory.CONNECT_LIMIT)
                            .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, new KeepAliveLoopResources())
                            .option(PostgresqlConnectionFactoryProvider.OPTIONS, Map.of())
                            .build()),
                    parameters());
        }
        H2ConnectionConfiguration.Builder file =
                H2ConnectionConfiguration.builder().url(h2Url() + ";QUERY_TIMEOUT=" + STATEMENT_TIMEOUT.toMillis());
        String user = text(USER);
        String password = text(PASSWORD);
        if (user != null) {
            file.username(user);
        }
        if (password != null) {
            file.password(password);
        }
        return OffloadingConnectionFactory.on(
                // An executor that never interrupts: an interrupt closes the channel of H2's file, and with it the
                // database. Reactor interrupts on every cancellation wherever it knows of an ExecutorService.
                Schedulers.fromExecutor(threads()::execute),
                new FileFailures(new OutageLog(toString(), "used"), space()),
                new H2ConnectionFactory(file.build()));
    }

    /**
     * Parameters of the session. Plans are made for the values at hand: a plan for any value cannot know whether a word
     * that is searched is rare, and reads a million rows where an index has the three that match.
     */
    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "plan_cache_mode", "force_custom_plan",
                "statement_timeout", String.valueOf(STATEMENT_TIMEOUT.toMillis()),
                "lock_timeout", String.valueOf(LOCK_TIMEOUT.toMillis())));
        Object given = options.getValue(PostgresqlConnectionFactoryProvider.OPTIONS);
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
        } else if (given instanceof CharSequence text) {
            for (String pair : text.toString().split(";")) {
                String[] parts = pair.split("=", 2);
                if (parts.length == 2) {
                    parameters.put(parts[0].strip(), parts[1].strip());
                }
            }
        }
        return parameters;
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(CONNECTIONS, work -> {
            Thread thread = new Thread(work, "h2-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private String h2Url() {
        return OwnerOnlyFiles.register() + options.getRequiredValue(DATABASE) + H2_SETTINGS;
    }

    private String jdbcUrl() {
        if (!server) {
            return "jdbc:h2:" + h2Url();
        }
        String parameters = jdbcParameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", "?", ""));
        return "jdbc:postgresql://" + place() + parameters;
    }

    /** Where a PostgreSQL is, and what it is called there. */
    private String place() {
        Object port = options.getValue(PORT);
        String hosts = String.valueOf(options.getRequiredValue(HOST));
        String shown = port != null ? ":" + port : hosts.contains(",") ? "" : ":5432";
        return hosts + shown + "/" + options.getRequiredValue(DATABASE);
    }

    /**
     * The options of the R2DBC URL that matter to whether and where the JDBC driver gets a connection, in its words.
     */
    private Map<String, String> jdbcParameters() {
        Map<String, String> words = Map.of(
                "sslMode", "sslmode",
                "sslRootCert", "sslrootcert",
                "sslCert", "sslcert",
                "sslKey", "sslkey",
                "sslPassword", "sslpassword",
                "schema", "currentSchema",
                "targetServerType", "targetServerType");
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("connectTimeout", "3", "loginTimeout", "7"));
        // As in R2DBC. Otherwise JDBC tries TLS, and tells of that alone where there is no PostgreSQL.
        parameters.put("sslmode", "disable");
        words.forEach((r2dbc, jdbc) -> {
            Object value = options.getValue(Option.valueOf(r2dbc));
            if (value != null) {
                parameters.put(jdbc, value.toString());
            }
        });
        return parameters;
    }

    private @Nullable String text(Option<? extends CharSequence> option) {
        Object value = options.getValue(option);
        return value == null ? null : value.toString();
    }

    /** Where the H2 file is, or will be; null for PostgreSQL. */
    public @Nullable Path file() {
        return server ? null : Path.of(options.getRequiredValue(DATABASE) + ".mv.db");
    }

    /** A message without the passwords of the URL. */
    public String withoutSecrets(String message) {
        String redacted = message;
        for (Option<?> secret : List.of(PASSWORD, Option.sensitiveValueOf("sslPassword"))) {
            Object value = options.getValue(secret);
            if (value != null && !value.toString().isEmpty()) {
                redacted = redacted.replace(value.toString(), "…");
            }
        }
        return redacted;
    }

    /** Kind and place, without user and password. */
    @Override
    public String toString() {
        return server ? "PostgreSQL " + place() : "H2 file " + options.getRequiredValue(DATABASE) + ".mv.db";
    }
}
