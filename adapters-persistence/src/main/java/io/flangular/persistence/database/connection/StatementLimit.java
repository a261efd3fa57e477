package io.flangular.persistence.database.connection;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** The time limit for the first response to a statement, after which its connection is closed. */
public final class StatementLimit {
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final Object KEY = "statement limit";

    private StatementLimit() {}

    /** The same read with a short limit, for a lookup by an index. */
    public static <T> Mono<T> brief(Mono<T> read) {
        return ReadRetry.once(read).contextWrite(context -> context.put(KEY, SHORT));
    }

    static Duration of(ContextView context, Duration general) {
        return context.hasKey(KEY) ? context.<Duration>get(KEY) : general;
    }
}
