package io.flangular.persistence.database.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Operators;

/** The deadline of the first response to a statement, and whether the subscriber has requested more rows. */
final class ResponseDeadline {
    private final long deadline;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean answered;

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
