package io.flangular.persistence.database.connection;

import io.flangular.domain.DomainException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** Distinguishes failures of a connection from failures of a statement. */
public final class ConnectionFailures {
    private static final String CONNECTION_EXCEPTION = "08";
    /** SQL states of PostgreSQL: shut down, crashed, not ready yet; and a former primary that refuses to write. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "25006");
    /** Error codes of H2: the connection is broken, the database is closed, or is being closed. */
    private static final Set<Integer> H2_CLOSED = Set.of(90067, 90098, 90121);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private ConnectionFailures() {}

    /** Whether the connection to a server cannot be used any more. */
    static boolean isLost(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof IOException
                        || cause instanceof TimeoutException
                        || cause instanceof R2dbcException exception && isLost(exception));
    }

    private static boolean isLost(R2dbcException failure) {
        String state = failure.getSqlState();
        return state == null
                ? failure instanceof R2dbcNonTransientResourceException
                : state.startsWith(CONNECTION_EXCEPTION) || SERVER_GONE.contains(state);
    }

    /** Whether the same transaction may succeed at once on another connection, and no time has been lost yet. */
    public static boolean isRetryable(Throwable failure) {
        return Causes.find(failure, ConnectionLostException.class)
                .filter(lost -> !lost.timedOut())
                .isPresent();
    }

    /** Translates a failure of the connection; null if it is another failure. */
    public static @Nullable DomainException translate(Throwable failure) {
        return Causes.of(failure)
                .map(ConnectionFailures::translated)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<DomainException> translated(Throwable cause) {
        if (cause instanceof DomainException.Unavailable || cause instanceof DomainException.OutcomeUnknown) {
            return Optional.of((DomainException) cause);
        }
        return cause instanceof R2dbcException exception && H2_CLOSED.contains(exception.getErrorCode())
                ? Optional.of(unavailable())
                : Optional.empty();
    }

    /** The exception when nothing was changed, and the same request may succeed when the database is back. */
    public static DomainException.Unavailable unavailable() {
        return new DomainException.Unavailable(
                "The database cannot be reached. Nothing was changed. Try again.", RETRY_AFTER);
    }

    /** The reason of a failure for a log: the first line of the message of its root cause. */
    public static String reason(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof TimeoutException) {
            return "it does not answer";
        }
        if (root instanceof UnknownHostException) {
            return "unknown host " + root.getMessage();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse(root.toString());
    }

    /** The exception when a commit was neither confirmed nor refused. */
    public static DomainException.OutcomeUnknown outcomeUnknown() {
        return new DomainException.OutcomeUnknown("The database failed while the change was being"
                + " stored. It is not known whether the change was stored. Check before you send it again; a request"
                + " with an Idempotency-Key can simply be sent again.");
    }
}
