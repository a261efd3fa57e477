package io.flangular.bootstrap.startup;

import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import reactor.netty.channel.AbortedException;

/**
 * Logs errors that Reactor drops, since their subscriber has cancelled, mostly because a client has closed its
 * connection: in one line instead of a stack trace, which is logged at level DEBUG. The closed connection itself is no
 * error.
 */
public final class DroppedErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);

    private DroppedErrors() {}

    /** Registers the hook, which applies to the whole process. */
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
