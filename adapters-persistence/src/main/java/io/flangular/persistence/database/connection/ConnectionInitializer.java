package io.flangular.persistence.database.connection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs a statement on a new connection. */
public final class ConnectionInitializer {
    private ConnectionInitializer() {}

    /**
     * Runs the statement and returns its result. The connection is closed when the statement fails or the subscriber
     * cancels; otherwise it would leak.
     */
    public static <T> Mono<T> initialize(Connection connection, String statement, Function<Result, Publisher<T>> read) {
        return Mono.usingWhen(
                Mono.just(connection),
                open -> Flux.from(open.createStatement(statement).execute())
                        .concatMap(read)
                        .last(),
                open -> Mono.empty(),
                (open, failure) -> open.close(),
                Connection::close);
    }
}
