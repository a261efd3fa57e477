package io.flangular.persistence.database.connection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Initializes connections that have just been opened. */
public final class NewConnections {
    private NewConnections() {}

    /**
     * What a statement on such a connection yields. The connection is closed when the statement fails, or when nobody
     * waits for it any more; otherwise it would stay open for ever.
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
