package io.flangular.web.problem;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Logs server errors (status 500) with a reference. Expected failures, such as an overload or a client that closed the
 * connection, are not logged.
 */
public final class ServerErrorReporter {
    /** The member of a problem that holds the reference of the log entry. */
    public static final String REFERENCE = "reference";

    private static final Logger LOG = LoggerFactory.getLogger(ServerErrorReporter.class);

    private ServerErrorReporter() {}

    /**
     * Translates a failure to a problem. Logs a server error, and adds the reference of the log entry to the problem.
     */
    public static Problem report(ServerWebExchange exchange, Throwable failure) {
        Problem problem = Problem.of(failure);
        if (problem.status().value() != HttpStatus.INTERNAL_SERVER_ERROR.value()
                || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return problem;
        }
        String reference = UUID.randomUUID().toString();
        LOG.error(
                "{} {} failed, reference {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().value(),
                reference,
                failure);
        return problem.with(REFERENCE, reference);
    }
}
