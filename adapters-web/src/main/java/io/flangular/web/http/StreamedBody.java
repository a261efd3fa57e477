package io.flangular.web.http;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Writes a response body that is produced while it is sent. */
public final class StreamedBody {
    private StreamedBody() {}

    /**
     * Writes the body, and cancels it when writing has ended for any reason. Spring's {@code ChannelSendOperator} does
     * not when the client closes the connection between the first element and the commit of the response: the source
     * would go on waiting for demand, with its database connection.
     */
    public static <T> Mono<Void> write(Flux<T> body, Function<Flux<T>, Mono<Void>> writing) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> ended = Sinks.empty();
            return writing.apply(body.takeUntilOther(ended.asMono())).doFinally(end -> ended.tryEmitEmpty());
        });
    }
}
