package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.connection.ConnectionFailures;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reading with several statements what one would have read. In SQL, since H2's driver sets the lock mode of the whole
 * database for an isolation level.
 */
public final class SnapshotIsolation {
    private static final String LEVEL = "set session characteristics as transaction isolation level ";

    private SnapshotIsolation() {}

    /** Does the work in a transaction of its own, which sees what was committed when its first statement began. */
    public static <R> Flux<R> during(Connection connection, Publisher<R> work) {
        return Flux.usingWhen(
                execute(connection, LEVEL + "snapshot")
                        .then(Mono.from(connection.beginTransaction()))
                        .thenReturn(connection),
                begun -> work,
                // There is nothing to commit, and a commit would say that the file can be written.
                begun -> Mono.from(begun.rollbackTransaction())
                        .then(execute(begun, LEVEL + "read committed"))
                        // A connection that was lost is not used again.
                        .onErrorComplete(failure -> ConnectionFailures.answer(failure) != null));
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }
}
