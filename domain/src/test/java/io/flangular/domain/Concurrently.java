package io.flangular.domain;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs the same work many times concurrently. */
public final class Concurrently {
    private static final int TIMES = 50;

    private Concurrently() {}

    /** The outcomes of doing it fifty times on several threads; those that are empty are left out. */
    public static <T> List<T> outcomes(Mono<T> work) {
        Scheduler threads = Schedulers.newParallel("concurrently", 8);
        try {
            return Flux.range(0, TIMES)
                    .flatMap(number -> work.subscribeOn(threads), TIMES)
                    .collectList()
                    .block(Duration.ofSeconds(60));
        } finally {
            threads.dispose();
        }
    }
}
