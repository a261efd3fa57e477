package io.flangular.web.problem;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;

/** Keeps faults of ours in the log. What is refused for a reason, be it that too much is under way, is no fault. */
public final class Faults {
    /** The member of a problem by which the fault is found in the log. */
    public static final String REFERENCE = "reference";

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** The problem that a failure is; a fault is logged with a reference, which the problem tells. */
    public static Problem told(ServerWebExchange exchange, Throwable failure) {
        Problem problem = Problem.of(failure);
        if (problem.status().value() != HttpStatus.INTERNAL_SERVER_ERROR.value()) {
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
