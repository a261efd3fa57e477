package io.flangular.persistence.database;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.Causes;
import io.flangular.persistence.database.connection.ConnectionFailures;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import reactor.pool.PoolAcquireTimeoutException;

/** Translates errors of the database that concurrent transactions cause: deadlocks, conflicts and timeouts. */
public final class Contention {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** Class of the SQL states of deadlocks and serialization failures. */
    private static final String ROLLED_BACK = "40";
    /** Error code of H2: two transactions change the same row. */
    private static final int H2_CONCURRENT_UPDATE = 90131;
    /** SQL states of lock timeouts: of PostgreSQL, then of H2. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");
    /** SQL state of statement timeouts, of both databases. */
    private static final String STATEMENT_TIMEOUT = "57014";

    private Contention() {}

    /** Whether an immediate retry of the transaction is likely to succeed. */
    static boolean isTransient(Throwable failure) {
        return Causes.find(failure, R2dbcException.class)
                .filter(cause -> String.valueOf(cause.getSqlState()).startsWith(ROLLED_BACK)
                        || cause.getErrorCode() == H2_CONCURRENT_UPDATE)
                .isPresent();
    }

    /** Translates such an error to a {@link DomainException} with a retry delay; returns any other unchanged. */
    public static Throwable translate(Throwable failure) {
        DomainException connection = ConnectionFailures.translate(failure);
        if (connection != null) {
            return connection;
        }
        return isTransient(failure) ? busy() : translateTimeout(failure);
    }

    /**
     * Translates a timeout of a connection or a lock to {@link DomainException.Busy}, of a statement to {@link
     * DomainException.TooSlow}; returns any other failure unchanged. An immediate retry is unlikely to succeed.
     */
    public static Throwable translateTimeout(Throwable failure) {
        return Causes.of(failure)
                .map(Contention::timeout)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(failure);
    }

    private static Optional<Throwable> timeout(Throwable cause) {
        if (cause instanceof DomainException.Busy || cause instanceof DomainException.TooSlow) {
            return Optional.of(cause);
        }
        String state = cause instanceof R2dbcException database ? String.valueOf(database.getSqlState()) : "";
        if (state.equals(STATEMENT_TIMEOUT)) {
            return Optional.of(new DomainException.TooSlow("The database took longer than "
                    + Database.STATEMENT_TIMEOUT.toSeconds() + " seconds. Narrow the search down."));
        }
        boolean timedOut = cause instanceof PoolAcquireTimeoutException
                || cause instanceof R2dbcTimeoutException
                || LOCK_TIMEOUTS.contains(state);
        return timedOut ? Optional.of(busy()) : Optional.empty();
    }

    private static DomainException.Busy busy() {
        return new DomainException.Busy("The server is busy. Try again.", RETRY_AFTER);
    }
}
