package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Flux;

/**
 * Lets only a few whole tables through at once, in all collections together: each holds a connection to the database for
 * as long as it takes, and the others are needed for everything else.
 */
final class CsvGate {
    private static final int MOST = 4;

    private final Semaphore places = new Semaphore(MOST);

    /** The same work, or {@link DomainException.Busy} when too much of it is under way. */
    <R> Flux<R> through(Flux<R> work) {
        return Flux.defer(() -> places.tryAcquire()
                ? work.doFinally(end -> places.release())
                : Flux.error(new DomainException.Busy(
                        "Too many tables are being sent and received. Try again in a few seconds.",
                        Duration.ofSeconds(5))));
    }
}
