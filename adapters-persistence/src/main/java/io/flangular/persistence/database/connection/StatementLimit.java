package io.flangular.persistence.database.connection;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** How long the first answer to a statement is waited for, before its connection is given up. */
public final class StatementLimit {
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final Object KEY = "statement limit";

    private StatementLimit() {}

    /** The same read, whose statement finds its rows at once or not at all. */
    public static <T> Mono<T> brief(Mono<T> read) {
        return ReadRetry.once(read).contextWrite(context -> context.put(KEY, SHORT));
    }

    static Duration of(ContextView context, Duration general) {
        return context.hasKey(KEY) ? context.<Duration>get(KEY) : general;
    }
}
