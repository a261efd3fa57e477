package io.flangular.bootstrap.startup;

import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import reactor.netty.channel.AbortedException;

/**
 * Logs in one line what Reactor cannot signal to anybody, since the subscriber has gone, mostly because a client has closed
 * its connection. That the connection broke is not logged. Reactor itself logs each as an error, with a stack trace; that
 * comes at level DEBUG here.
 */
public final class DroppedErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);

    private DroppedErrors() {}

    /** Takes the place of what logs them, in the whole process. */
    public static void register() {
        Hooks.onErrorDropped(DroppedErrors::log);
    }

    static void log(Throwable failure) {
        if (!(failure instanceof CancellationException || failure instanceof AbortedException)) {
            LOG.warn("An error came after the end of its request: {}", failure.toString());
        }
        LOG.debug("Dropped error", failure);
    }
}
