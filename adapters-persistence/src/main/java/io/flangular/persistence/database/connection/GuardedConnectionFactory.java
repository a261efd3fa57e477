package io.flangular.persistence.database.connection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Guards connections to a PostgreSQL server against network failures. The first response to a statement has a time
 * limit, and every response is awaited only while the server executes the statement. A failed connection is closed, and
 * the exception says whether anything can have been changed.
 */
public final class GuardedConnectionFactory implements ConnectionFactory {
    /** The time limit for opening a connection. */
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** The first connection takes longer, while classes are being loaded and compiled. */
    public static final Duration FIRST_CONNECT_LIMIT = Duration.ofSeconds(7);

    /** How often an unreachable server is probed, even without requests. */
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

    private final ConnectionFactory driver;
    private final String initialization;
    private final Duration statementLimit;
    private final OutageLog outage;
    private final BackendMonitor monitor;
    private final Disposable probes;
    private volatile long lastAnswer = System.nanoTime();
    private volatile long lastRefusal = System.nanoTime();
    private volatile boolean connected;
    /** Connections whose last answer is older must not be used. */
    private volatile long distrustedBefore = System.nanoTime();

    /**
     * Guards the driver's connections.
     *
     * @param parameters parameters of each session, by name. They are set by a statement, since PgBouncer refuses them as
     *     startup parameters.
     * @param statementLimit the time limit for the first response to a statement
     * @param outage the log of failures
     */
    public GuardedConnectionFactory(
            ConnectionFactory driver, Map<String, String> parameters, Duration statementLimit, OutageLog outage) {
        this.driver = driver;
        this.initialization = parameters.entrySet().stream()
                .map(each -> ", set_config(" + literal(each.getKey()) + ", " + literal(each.getValue()) + ", false)")
                .collect(Collectors.joining("", "select pg_backend_pid()", ""));
        this.statementLimit = statementLimit;
        this.outage = outage;
        this.monitor = new BackendMonitor(driver);
        // So that the end of an outage is noticed without requests.
        this.probes = Flux.interval(PROBE_INTERVAL)
                .onBackpressureDrop()
                .filter(tick -> connected && outage.isUnderWay())
                .concatMap(tick -> create().flatMap(connection -> Mono.from(connection.close()))
                        .onErrorComplete())
                .subscribe();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public Mono<Connection> create() {
        return Mono.defer(() -> create(connected ? CONNECT_LIMIT : FIRST_CONNECT_LIMIT));
    }

    private Mono<Connection> create(Duration limit) {
        long start = System.nanoTime();
        return Mono.from(driver.create())
                .flatMap(this::guarded)
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

    /** Sets the parameters of the session. Without its result, the connection must be closed; it would leak. */
    private Mono<Connection> guarded(Connection connection) {
        return Mono.usingWhen(
                Mono.just(connection),
                open -> Flux.from(open.createStatement(initialization).execute())
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Integer.class))))
                        .last()
                        .map(backend -> new ConnectionGuard(open, backend, this).connection()),
                open -> Mono.empty(),
                (open, failure) -> open.close(),
                Connection::close);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }

    /** Whether a pooled connection must be closed instead of being used. */
    public boolean isUnusable(Connection connection) {
        return ConnectionGuard.of(connection).isUnusable();
    }

    /** Whether since that time of {@link System#nanoTime} a new connection failed and no other was answered. */
    public boolean isUnreachableSince(long time) {
        return lastRefusal - time > 0 && !hasAnsweredSince(time);
    }

    /** Ends the probes and closes the connection of the monitor. */
    public void close() {
        probes.dispose();
        monitor.close();
    }

    BackendMonitor monitor() {
        return monitor;
    }

    /** Reports an answer now to a statement that began at a time of {@link System#nanoTime}. */
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
