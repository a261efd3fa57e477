package io.flangular.persistence.database.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs outages of the database: at the beginning, once a minute while it lasts, and at the end.
 */
public final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Between the beginnings of two outages, so that a database that comes and goes does not fill the log. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(5);

    /** For so long after a failure an answer proves little: a server that stops answers some statements until it has. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(1);

    private final String place;
    private final String use;
    private final InstantSource clock;
    private volatile @Nullable Instant since;
    private Instant lastFailure = Instant.MIN;
    private @Nullable Instant logged;
    private boolean announced;
    private long failed;

    /** Outages of the database of that name, which cannot be reached, or cannot be used, while they last. */
    public OutageLog(String place, String use) {
        this(place, use, InstantSource.system());
    }

    OutageLog(String place, String use, InstantSource clock) {
        this.place = place;
        this.use = use;
        this.clock = clock;
    }

    /** Whether the last attempt to reach the database failed. */
    public boolean isUnderWay() {
        return since != null;
    }

    /** Something failed, be it for a request or for a connection in the background. */
    public synchronized void failed(Throwable failure, boolean request) {
        Instant now = clock.instant();
        lastFailure = now;
        if (since == null) {
            since = now;
            failed = 0;
        }
        if (request) {
            failed++;
        }
        Duration interval = announced ? INTERVAL : MIN_INTERVAL;
        if (logged == null || Duration.between(logged, now).compareTo(interval) >= 0) {
            logged = now;
            announced = true;
            LOG.warn(
                    "{} cannot be {} since {}: {}. Requests that need it are answered 503; failed so far: {}.",
                    place,
                    use,
                    since,
                    ConnectionFailures.reason(failure),
                    failed);
        }
    }

    /** The database has answered, within that time. */
    public void answered(Duration time) {
        // Every answer comes here: they do not wait for each other while there is no outage.
        if (isUnderWay()) {
            endUnlessFailing(time);
        }
    }

    private synchronized void endUnlessFailing(Duration time) {
        if (clock.instant().minus(time).isBefore(lastFailure.plus(SETTLING_TIME))) {
            return;
        }
        Instant start = since;
        if (start != null && announced) {
            LOG.info(
                    "{} can be {} again after {} s; failed requests: {}.",
                    place,
                    use,
                    Duration.between(start, clock.instant()).toSeconds(),
                    failed);
        }
        since = null;
        announced = false;
    }
}
