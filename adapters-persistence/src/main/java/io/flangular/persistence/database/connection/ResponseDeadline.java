package io.flangular.persistence.database.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Operators;

/** The deadline of a response of the database. Nothing is awaited while the subscriber requests nothing. */
final class ResponseDeadline {
    private final long deadline;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean answered;

    /** Creates a deadline for the first response. */
    ResponseDeadline(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    void requested(long rows) {
        demand.accumulateAndGet(rows, Operators::addCap);
    }

    void received() {
        answered = true;
        demand.updateAndGet(rows -> rows == Long.MAX_VALUE ? rows : rows - 1);
    }

    boolean isPending() {
        return demand.get() > 0;
    }

    boolean isOverdue(long now) {
        return !answered && now - deadline > 0;
    }
}
