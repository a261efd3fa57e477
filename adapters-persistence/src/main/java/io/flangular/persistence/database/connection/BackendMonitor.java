package io.flangular.persistence.database.connection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Queries, on a connection of its own, which of our backends wait for their clients. A backend that waits for its client
 * while its client waits for it has a dead connection; one that executes a long statement has not.
 */
final class BackendMonitor {
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);
    private static final Duration NEW_CONNECTION_LIMIT = Duration.ofSeconds(1);
    private static final String BUSY = "select pid from pg_stat_activity"
            + " where usename = session_user and wait_event_type is distinct from 'Client'";
    private static final String TERMINATE = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where usename = session_user and wait_event_type = 'Client' and pid = ";

    private final ConnectionFactory connections;
    private @Nullable Connection connection;
    private @Nullable Mono<Set<Integer>> running;
    private boolean closed;

    BackendMonitor(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Opens its connection in advance, while the server has a free one. */
    void open() {
        if (current() == null) {
            busy().onErrorComplete().subscribe();
        }
    }

    /**
     * Whether a backend executes a statement; empty when the query fails. Fails with a {@link TimeoutException} when the server neither answers nor accepts a new connection.
     */
    Mono<Boolean> isBusy(int backend) {
        return busy().map(backends -> backends.contains(backend))
                .onErrorResume(failure -> !ConnectionFailures.isLost(failure), failure -> Mono.empty())
                .onErrorMap(failure -> new TimeoutException("The server does not answer"));
    }

    /** Ends a backend that waits for its client, so that the locks of its transaction are released. */
    Mono<Void> terminate(int backend) {
        return Mono.defer(() -> Mono.justOrEmpty(current()))
                .flatMap(open -> Flux.from(
                                open.createStatement(TERMINATE + backend).execute())
                        .concatMap(result -> result.map((row, metadata) -> backend))
                        .then())
                .timeout(ANSWER_LIMIT)
                .onErrorComplete();
    }

    /** Closes its connection and opens no other. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        discard(current());
    }

    /** Shares the result of a running query. */
    private synchronized Mono<Set<Integer>> busy() {
        Mono<Set<Integer>> shared = running;
        if (shared == null) {
            shared = Mono.defer(this::queryOrReconnect)
                    .doFinally(end -> finished())
                    .cache();
            running = shared;
        }
        return shared;
    }

    private synchronized void finished() {
        running = null;
    }

    private Mono<Set<Integer>> queryOrReconnect() {
        Mono<Set<Integer>> reconnected = Mono.from(connections.create())
                .doOnNext(this::keep)
                .flatMap(BackendMonitor::query)
                .timeout(NEW_CONNECTION_LIMIT)
                .doOnError(failure -> discard(current()));
        Connection open = current();
        if (open == null) {
            return reconnected;
        }
        return query(open).timeout(ANSWER_LIMIT).onErrorResume(failure -> {
            discard(open);
            return reconnected;
        });
    }

    private static Mono<Set<Integer>> query(Connection connection) {
        return Flux.from(connection.createStatement(BUSY).execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0, Integer.class)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private synchronized @Nullable Connection current() {
        return connection;
    }

    private synchronized void keep(Connection opened) {
        if (closed) {
            Mono.from(opened.close()).onErrorComplete().subscribe();
        } else {
            connection = opened;
        }
    }

    private void discard(@Nullable Connection old) {
        synchronized (this) {
            if (connection == old) {
                connection = null;
            }
        }
        if (old != null) {
            Mono.from(old.close()).onErrorComplete().subscribe();
        }
    }
}
