package io.flangular.bootstrap.startup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process two seconds after SIGTERM or Ctrl-C although the start waits for a server that does not answer.
 * Spring's own shutdown waits for the start to end.
 */
public final class StartupInterruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 2;
    /** As the shell reports a process that was ended by SIGTERM. */
    private static final int EXIT_CODE = 128 + 15;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::halt, "startup-interruption");

    /** From now on, until it is closed. */
    public StartupInterruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void halt() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It has run already, or is about to see that the wait is over.
        }
    }
}
