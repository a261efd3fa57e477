package io.flangular.persistence.database;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.pool.PoolAcquireTimeoutException;

/** What goes wrong only because others are at work too, and is no fault of what was asked. */
public final class Contention {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** The SQL states of deadlocks and of transactions that cannot be put into an order begin so. */
    private static final String ROLLED_BACK = "40";
    /** Two of H2's transactions change the same row. */
    private static final int H2_CONCURRENT_UPDATE = 90131;
    /** No lock in time, or the statement took too long: the first two in PostgreSQL, then both in H2. */
    private static final Set<String> TOO_SLOW = Set.of("55P03", "57014", "HYT00");

    private Contention() {}

    /** Whether the same transaction may well succeed at once. */
    static boolean isMomentary(Throwable failure) {
        R2dbcException cause = cause(failure);
        return cause != null
                && (String.valueOf(cause.getSqlState()).startsWith(ROLLED_BACK)
                        || cause.getErrorCode() == H2_CONCURRENT_UPDATE);
    }

    /** Any such failure as a refusal that says when to try again; any other as it is. */
    static Throwable told(Throwable failure) {
        DomainException connection = ConnectionFailures.answer(failure);
        if (connection != null) {
            return connection;
        }
        return isMomentary(failure) ? busy() : tooSlow(failure);
    }

    /**
     * What took too long as such a refusal, be it that a connection, a lock or the database's answer was waited for; any
     * other failure as it is. The same transaction would hardly fare better at once.
     */
    public static Throwable tooSlow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException.Busy refusal) {
                return refusal;
            }
            if (cause instanceof PoolAcquireTimeoutException
                    || cause instanceof R2dbcTimeoutException
                    || cause instanceof R2dbcException database
                            && TOO_SLOW.contains(String.valueOf(database.getSqlState()))) {
                return busy();
            }
        }
        return failure;
    }

    private static DomainException.Busy busy() {
        return new DomainException.Busy("Too much is under way at once. Try again.", RETRY_AFTER);
    }

    private static @Nullable R2dbcException cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database) {
                return database;
            }
        }
        return null;
    }
}
