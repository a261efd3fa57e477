package io.flangular.persistence.database.connection;

import io.flangular.domain.DomainException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the connection from failures of the statement. */
public final class ConnectionFailures {
    private static final String CONNECTION_EXCEPTION = "08";
    /** Shut down, crashed, not ready yet; and a former primary that refuses to write. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "25006");
    /** The connection is broken, the database is closed, or is being closed. */
    private static final Set<Integer> H2_CLOSED = Set.of(90067, 90098, 90121);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private ConnectionFailures() {}

    /** Whether the connection is of no more use. */
    static boolean isLost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
            if (cause instanceof R2dbcException exception) {
                String state = exception.getSqlState();
                if (H2_CLOSED.contains(exception.getErrorCode())
                        || state != null && (state.startsWith(CONNECTION_EXCEPTION) || SERVER_GONE.contains(state))) {
                    return true;
                }
                if (state == null && cause instanceof R2dbcNonTransientResourceException) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the same transaction may succeed at once on another connection, and no time has been lost yet. */
    public static boolean isRetryable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionLostException lost) {
                return !lost.timedOut();
            }
        }
        return false;
    }

    /** The answer to a failure of the connection; null if it is another failure. */
    public static @Nullable DomainException answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException.Unavailable || cause instanceof DomainException.OutcomeUnknown) {
                return (DomainException) cause;
            }
            if (cause instanceof R2dbcException exception && H2_CLOSED.contains(exception.getErrorCode())) {
                return unavailable();
            }
        }
        return null;
    }

    /** Nothing was changed, and the same request may succeed when the database is back. */
    public static DomainException.Unavailable unavailable() {
        return new DomainException.Unavailable(
                "The database cannot be reached. Nothing was changed. Try again.", RETRY_AFTER);
    }

    /** Why a database cannot be used, in words for a log: the first line of what the failure comes from. */
    public static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
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

    /** The commit was neither confirmed nor refused. */
    public static DomainException.OutcomeUnknown outcomeUnknown() {
        return new DomainException.OutcomeUnknown("The database failed while the change was being"
                + " stored. It is not known whether the change was stored. Check before you send it again; a request"
                + " with an Idempotency-Key can simply be sent again.");
    }
}
