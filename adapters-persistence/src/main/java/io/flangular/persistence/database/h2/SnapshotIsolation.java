package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.connection.ConnectionFailures;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Snapshot isolation for several statements. It is set in SQL, since for an isolation level, H2's driver sets the lock
 * mode of the whole database.
 */
final class SnapshotIsolation {
    private static final String LEVEL = "set session characteristics as transaction isolation level ";

    private SnapshotIsolation() {}

    /** Does the work in a transaction that sees the state when its first statement began. */
    static <R> Flux<R> during(Connection connection, Publisher<R> work) {
        return Flux.usingWhen(
                execute(connection, LEVEL + "snapshot")
                        .then(Mono.from(connection.beginTransaction()))
                        .thenReturn(connection),
                begun -> work,
                // Nothing was changed, and a commit would report that the file can be written.
                begun -> Mono.from(begun.rollbackTransaction())
                        .then(execute(begun, LEVEL + "read committed"))
                        // A lost connection is not used again.
                        .onErrorComplete(failure -> ConnectionFailures.translate(failure) != null));
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }
}
