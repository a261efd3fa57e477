package io.flangular.persistence.database.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts an H2 file at the start, in the background and at the end. H2 does so in the thread that writes delayed
 * commits, which does not run with a write delay of 0. Nothing here interrupts a thread, since an interrupt closes the
 * channel of the file. H2 closes the database when the file cannot be written, such as on a full disk; it is opened
 * again here, so that the space of the transaction that failed is given back.
 */
public final class FileCompaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);
    /** Smaller files are left as they are. */
    private static final long SMALL_FILE_BYTES = 4 << 20;
    /** Chunks are rewritten while less than this percentage of them is in use, and moved while less of the file is. */
    private static final int FILL_RATE = 50;
    /** How much is rewritten at once; commits wait meanwhile. */
    private static final int REWRITE_BYTES = 2 << 20;
    /** How much is moved at once into the free space before it. H2 finds no way to shrink the file with much less. */
    private static final int MOVE_BYTES = 32 << 20;

    /** So many steps without progress are tried after a change; a chunk may become free only some versions later. */
    private static final int MAX_ATTEMPTS = 10;

    private static final Duration PERIOD = Duration.ofMillis(300);
    private static final Duration MAX_AT_START = Duration.ofSeconds(2);
    private static final Duration MAX_AT_END = Duration.ofSeconds(2);
    /**
     * After a failure, and twice as long after each further one: compacting may need space itself, and its failure
     * closes the database for everybody.
     */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Opens connections to the file. */
    @FunctionalInterface
    public interface Opener {
        /** A new connection, which opens the database unless it is open. */
        Connection open() throws SQLException;
    }

    /** What is held open, so that the database stays open as well. */
    private record Opened(Connection connection, MVStore store) {
        static Opened by(Opener opener) throws SQLException {
            Connection connection = opener.open();
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return new Opened(connection, session.getDatabase().getStore().getMvStore());
        }
    }

    private final Opener opener;
    private final AtomicReference<Opened> opened;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "h2-compaction");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong version = new AtomicLong(-1);
    private final AtomicInteger attempts = new AtomicInteger();

    private final AtomicLong pauseNanos = new AtomicLong(FIRST_PAUSE.toNanos());
    /** When the next step may be taken, by {@link System#nanoTime}. */
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    private FileCompaction(Opener opener, Opened opened) {
        this.opener = opener;
        this.opened = new AtomicReference<>(opened);
    }

    /** Compacts the file for a short time, and starts to compact it in the background. */
    public static FileCompaction start(Opener opener) throws SQLException {
        FileCompaction compaction = new FileCompaction(opener, Opened.by(opener));
        compaction.compact(MAX_AT_START);
        compaction.executor.scheduleWithFixedDelay(
                compaction::step, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return compaction;
    }

    private void compact(Duration atMost) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < atMost.toNanos() && step()) {
            LOG.trace("Compacting the H2 file");
        }
    }

    /** Rewrites or moves a part of the file, and returns whether that was of use. */
    private boolean step() {
        if (System.nanoTime() - next.get() < 0) {
            return false;
        }
        MVStore store;
        try {
            store = openStore();
        } catch (SQLException | RuntimeException failure) {
            next.set(System.nanoTime() + FIRST_PAUSE.toNanos());
            LOG.debug("The H2 file cannot be opened", failure);
            return false;
        }
        try {
            boolean progress = compact(store);
            if (progress) {
                pauseNanos.set(FIRST_PAUSE.toNanos());
            }
            return progress;
        } catch (RuntimeException failure) {
            long pause = pauseNanos.getAndUpdate(last -> Math.min(2 * last, LONGEST_PAUSE.toNanos()));
            next.set(System.nanoTime() + pause);
            if (store.isClosed()) {
                LOG.debug("The H2 file could not be compacted, since it cannot be used", failure);
            } else {
                LOG.warn("The H2 file could not be compacted", failure);
            }
            return false;
        }
    }

    private MVStore openStore() throws SQLException {
        Opened former = opened.get();
        if (former.store().isClosed()) {
            opened.set(reopened());
            attempts.set(0);
            close(former, "The former connection to the H2 file is of no use any more");
        }
        return opened.get().store();
    }

    private Opened reopened() throws SQLException {
        try {
            return Opened.by(opener);
        } catch (SQLException failure) {
            if (failure.getErrorCode() != ErrorCode.DATABASE_IS_CLOSED) {
                throw failure;
            }
            // H2 notices only now that the file is closed; the next connection opens it.
            return Opened.by(opener);
        }
    }

    private boolean compact(MVStore store) {
        if (store.getCurrentVersion() != version.get()) {
            attempts.set(0);
        }
        if (attempts.get() == MAX_ATTEMPTS || store.getFileStore().size() < SMALL_FILE_BYTES) {
            return false;
        }
        boolean rewritten = store.compact(FILL_RATE, REWRITE_BYTES);
        if (rewritten) {
            // Without a commit, the rewritten pages would wait in memory for the next change.
            store.tryCommit();
        }
        boolean progress = shrink(store) || rewritten;
        if (!progress && store.getFileStore().getChunksFillRate() < FILL_RATE) {
            // Chunks that nothing refers to become free with a later version only, for which there must be a change.
            store.setStoreVersion(store.getStoreVersion());
            store.tryCommit();
        }
        attempts.set(progress ? 0 : attempts.get() + 1);
        version.set(store.getCurrentVersion());
        return progress;
    }

    private static boolean shrink(MVStore store) {
        if (store.getFileStore() instanceof RandomAccessStore file) {
            long before = file.size();
            // It also frees the chunks that nothing refers to, without which the fill rate says little.
            file.compactMoveChunks(FILL_RATE, MOVE_BYTES, store);
            return file.size() < before;
        }
        return false;
    }

    /** Waits for the step that is running, if any, and compacts the file for a short time. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (executor.awaitTermination(10, TimeUnit.SECONDS)) {
                compact(MAX_AT_END);
            } else {
                LOG.warn("The H2 file is still being compacted");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        close(opened.get(), "A connection to the H2 file could not be closed");
    }

    private static void close(Opened opened, String failed) {
        try {
            opened.connection().close();
        } catch (SQLException failure) {
            LOG.debug(failed, failure);
        }
    }
}
