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

    /** The minimum between the starts of two logged outages, so that an unstable database does not fill the log. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(5);

    /** The time after a failure in which an answer proves little: a server that is stopping still answers some. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(1);

    private final String place;
    private final String use;
    private final InstantSource clock;
    private volatile @Nullable Instant since;
    private Instant lastFailure = Instant.MIN;
    private @Nullable Instant logged;
    private boolean announced;
    private long failed;

    /**
     * Creates a log.
     *
     * @param place the name of the database
     * @param use what is impossible during an outage: "reached" or "used"
     */
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

    /** Reports a failure, of a request or in the background. */
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

    /** Reports an answer of the database, and how long it took. */
    public void answered(Duration time) {
        // Without a lock, since every answer is reported.
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
