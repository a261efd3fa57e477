package io.flangular.bootstrap.startup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Halts the process two seconds after SIGTERM or Ctrl-C while the start waits for a database server. Spring's own
 * shutdown hook waits for the start to finish.
 */
public final class StartupInterruption implements AutoCloseable {
    private static final int GRACE_SECONDS = 2;
    /** The exit code of a process that was ended by SIGTERM. */
    private static final int EXIT_CODE = 128 + 15;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::halt, "startup-interruption");

    /** Takes effect until it is closed. */
    public StartupInterruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void halt() {
        try {
            if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
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
            // The hook is running, or has run.
        }
    }
}
