package io.flangular.persistence.database.connection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.Objects;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections to a PostgreSQL server that may die or fall silent. The first answer to every statement is awaited only
 * so long, and every answer only while the server is executing the statement. A connection that fails is closed, and
 * the failure says whether anything can have been changed.
 */
public final class GuardedConnectionFactory implements ConnectionFactory {
    /** Until the server has taken a new connection. */
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** The first one takes longer, when nothing has been loaded and compiled yet. */
    public static final Duration FIRST_CONNECT_LIMIT = Duration.ofSeconds(7);

    /** How often a server is tried that cannot be reached, whether or not somebody asks. */
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

    private final ConnectionFactory driver;
    private final Duration statementLimit;
    private final OutageLog outage;
    private final BackendMonitor monitor;
    private final Disposable probes;
    private volatile long lastAnswer = System.nanoTime();
    private volatile long lastRefusal = System.nanoTime();
    private volatile boolean connected;
    /** Connections that have been silent since before that time are not trusted any more. */
    private volatile long distrustedBefore = System.nanoTime();

    /** Guards the driver's connections; the outage learns what fails. */
    public GuardedConnectionFactory(ConnectionFactory driver, Duration statementLimit, OutageLog outage) {
        this.driver = driver;
        this.statementLimit = statementLimit;
        this.outage = outage;
        this.monitor = new BackendMonitor(driver);
        // So that the end of an outage is noticed, and its length known, while there are no requests.
        this.probes = Flux.interval(PROBE_INTERVAL)
                .onBackpressureDrop()
                .filter(tick -> connected && outage.isUnderWay())
                .concatMap(tick -> create().flatMap(connection -> Mono.from(connection.close()))
                        .onErrorComplete())
                .subscribe();
    }

    @Override
    public Mono<Connection> create() {
        return Mono.defer(() -> create(connected ? CONNECT_LIMIT : FIRST_CONNECT_LIMIT));
    }

    private Mono<Connection> create(Duration limit) {
        long start = System.nanoTime();
        return Mono.from(driver.create())
                .flatMap(connection -> ConnectionInitializer.initialize(
                                connection,
                                "select pg_backend_pid()",
                                result -> result.map(
                                        (row, metadata) -> Objects.requireNonNull(row.get(0, Integer.class))))
                        .map(backend -> new ConnectionGuard(connection, backend, this).connection()))
                .timeout(limit)
                .doOnError(failure -> {
                    lastRefusal = System.nanoTime();
                    // Before the first connection, the start reports the failure.
                    if (connected) {
                        outage.failed(failure, false);
                    }
                })
                .doOnNext(connection -> {
                    connected = true;
                    answered(start);
                    monitor.open();
                });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }

    /** Whether a connection of a pool is to be closed instead of being used. */
    public boolean isUnusable(Connection connection) {
        return ConnectionGuard.of(connection).isUnusable();
    }

    /** Whether since that time of {@link System#nanoTime} a new connection failed and no other was answered. */
    public boolean isUnreachableSince(long time) {
        return lastRefusal - time > 0 && !hasAnsweredSince(time);
    }

    /** Closes what does not belong to the connections that it has given out. */
    public void close() {
        probes.dispose();
        monitor.close();
    }

    BackendMonitor monitor() {
        return monitor;
    }

    /** The server has answered now what began at that time. */
    void answered(long start) {
        lastAnswer = System.nanoTime();
        outage.answered(Duration.ofNanos(lastAnswer - start));
    }

    boolean hasAnsweredSince(long time) {
        return lastAnswer - time > 0;
    }

    Duration statementLimit() {
        return statementLimit;
    }

    OutageLog outage() {
        return outage;
    }

    void distrustBefore(long time) {
        if (time - distrustedBefore > 0) {
            distrustedBefore = time;
        }
    }

    boolean isDistrusted(long lastAnswer) {
        return lastAnswer - distrustedBefore < 0;
    }
}
