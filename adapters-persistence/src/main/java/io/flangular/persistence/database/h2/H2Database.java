package io.flangular.persistence.database.h2;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.flangular.domain.UnitOfWork;
import io.flangular.persistence.database.Contention;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.TransactionalUnitOfWork;
import io.flangular.persistence.database.connection.OutageLog;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.ResourceIndexes;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A file of H2, which this process has for itself. */
public final class H2Database extends Database {
    /**
     * WRITE_DELAY=0: a commit is handed to the operating system before it is acknowledged, so that none is lost when
     * the process is killed; with H2's default of 500 ms they are, by the hundred thousand. DATABASE_TO_LOWER: names
     * fold as in PostgreSQL. DB_CLOSE_ON_EXIT=FALSE: the pool closes the database, not a hook that runs beside it.
     * RETENTION_TIME=0: free space is used again at once; to wait only guards against power cuts. COMPRESS: a large
     * import needs half of the space. MAX_COMPACT_TIME=0: {@link FileCompaction} compacts, also before closing.
     */
    private static final String SETTINGS =
            ";DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;COMPRESS=TRUE;RETENTION_TIME=0;MAX_COMPACT_TIME=0"
                + ";LOCK_TIMEOUT=" + LOCK_TIMEOUT.toMillis();

    private static final Duration MAX_ACQUIRE_TIME = Duration.ofSeconds(5);

    private final H2Dialect dialect = new H2Dialect();
    private final String path;

    /** The file of these options, of which {@code database} is the path without {@code .mv.db}. */
    public H2Database(ConnectionFactoryOptions options) {
        super(options);
        path = String.valueOf(options.getRequiredValue(DATABASE));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Path file() {
        return Path.of(path + ".mv.db");
    }

    @Override
    public void migrate() {
        super.migrate();
        maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                // Anew, since an older version may have left one in the file that refers to another class.
                statement.execute("drop alias if exists " + LikePattern.FUNCTION);
                statement.execute("create alias " + LikePattern.FUNCTION + " deterministic for '"
                        + LikePattern.class.getName() + ".matches'");
            }
        });
    }

    @Override
    public UnitOfWork unitOfWork(TransactionalOperator transaction) {
        return new TransactionalUnitOfWork(transaction, new SingleWriter(transaction));
    }

    @Override
    public ConnectionPool connect() {
        DiskSpace space =
                new DiskSpace(Objects.requireNonNull(file().toAbsolutePath().getParent()));
        FileCompaction compaction = startCompaction(space);
        ConnectionPoolConfiguration settings = pool(factory(space))
                .maxAcquireTime(MAX_ACQUIRE_TIME)
                .validationDepth(ValidationDepth.LOCAL)
                .customizer(builder -> builder.evictionPredicate((connection, use) ->
                        OffloadingConnectionFactory.isClosed(connection) || use.idleTime() > MAX_IDLE.toMillis()))
                .build();
        return new ConnectionPool(settings) {
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

    private FileCompaction startCompaction(DiskSpace space) {
        try {
            return FileCompaction.start(dataSource(jdbcUrl()), space);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private ConnectionFactory factory(DiskSpace space) {
        H2ConnectionConfiguration.Builder driver =
                H2ConnectionConfiguration.builder().url(url() + ";QUERY_TIMEOUT=" + STATEMENT_TIMEOUT.toMillis());
        String user = option(USER);
        String password = option(PASSWORD);
        if (user != null) {
            driver.username(user);
        }
        if (password != null) {
            driver.password(password);
        }
        return OffloadingConnectionFactory.on(
                // An executor that never interrupts: an interrupt closes the channel of H2's file, and with it the
                // database. Reactor interrupts on every cancellation wherever it knows of an ExecutorService.
                Schedulers.fromExecutor(threads()::execute),
                new FileFailures(new OutageLog(toString(), "used"), space),
                new H2ConnectionFactory(driver.build()));
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(CONNECTIONS, work -> {
            Thread thread = new Thread(work, "h2-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private String url() {
        return OwnerOnlyFiles.register() + path + SETTINGS;
    }

    @Override
    protected String jdbcUrl() {
        return "jdbc:h2:" + url();
    }

    @Override
    protected String textType() {
        return "varchar";
    }

    @Override
    protected ResourceIndexes indexes(Connection connection) {
        return new H2ResourceIndexes(connection, dialect);
    }

    @Override
    public String toString() {
        return "H2 file " + path + ".mv.db";
    }
}
