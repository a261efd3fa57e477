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
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts an H2 file at the start, in the background and at the end. H2 does so in the thread that writes delayed
 * commits, which does not run with a write delay of 0. Nothing here interrupts a thread, since an interrupt closes the
 * channel of the file.
 */
final class FileCompaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);
    /** Smaller files are left as they are. */
    private static final long SMALL_FILE_BYTES = 4 << 20;
    /** The percentage of chunks, and of the file, below which they are rewritten and moved. */
    private static final int FILL_RATE = 50;
    /** How much is rewritten at once; commits wait meanwhile. */
    private static final int REWRITE_BYTES = 2 << 20;
    /** Compaction gives space back, but needs some; a write that fails would close the file. */
    private static final long LEAST_SPACE_BYTES = 2 * REWRITE_BYTES;
    /** How much is moved at once into the free space before it. With much less, H2 cannot shrink the file. */
    private static final int MOVE_BYTES = 32 << 20;

    /** The number of steps without progress after a change; a chunk may become free only some versions later. */
    private static final int MAX_ATTEMPTS = 10;

    private static final Duration PERIOD = Duration.ofMillis(300);
    /** The minimum interval, so that a file that cannot be written is not opened continuously. */
    private static final Duration REOPEN_AFTER = Duration.ofSeconds(10);

    private static final Duration MAX_AT_START = Duration.ofSeconds(2);
    private static final Duration MAX_AT_END = Duration.ofSeconds(2);

    private final DataSource source;
    private final DiskSpace space;
    private final AtomicReference<OpenFile> file;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "h2-compaction");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong version = new AtomicLong(-1);
    private final AtomicInteger attempts = new AtomicInteger();

    /** The open file, and when it was opened, of {@link System#nanoTime}. */
    private record OpenFile(Connection connection, MVStore store, long opened) {
        static OpenFile of(Connection connection) throws SQLException {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return new OpenFile(connection, session.getDatabase().getStore().getMvStore(), System.nanoTime());
        }

        OpenFile triedAgain() {
            return new OpenFile(connection, store, System.nanoTime());
        }
    }

    private FileCompaction(DataSource source, DiskSpace space) throws SQLException {
        this.source = source;
        this.space = space;
        this.file = new AtomicReference<>(OpenFile.of(source.getConnection()));
    }

    /** Compacts the file for a short time, then in the background. */
    static FileCompaction start(DataSource source, DiskSpace space) throws SQLException {
        FileCompaction compaction = new FileCompaction(source, space);
        compaction.compact(MAX_AT_START);
        compaction.executor.scheduleWithFixedDelay(
                compaction::stepOfOpenFile, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return compaction;
    }

    private void stepOfOpenFile() {
        OpenFile current = file.get();
        if (current.store.isClosed() && System.nanoTime() - current.opened > REOPEN_AFTER.toNanos()) {
            reopen(current);
        }
        step();
    }

    /** Opens the file again after a failed write, for which H2 has closed it. */
    private void reopen(OpenFile lost) {
        file.set(lost.triedAgain());
        try {
            lost.connection.close();
        } catch (SQLException failure) {
            LOG.debug("A lost connection to the H2 file could not be closed", failure);
        }
        try {
            file.set(OpenFile.of(source.getConnection()));
        } catch (SQLException | RuntimeException failure) {
            LOG.debug("The H2 file cannot be opened for compaction yet", failure);
        }
    }

    private void compact(Duration atMost) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < atMost.toNanos() && step()) {
            LOG.trace("Compacting the H2 file");
        }
    }

    /** Rewrites or moves a part of the file; false when there is nothing to gain. */
    private boolean step() {
        MVStore store = file.get().store;
        try {
            if (store.getCurrentVersion() != version.get()) {
                attempts.set(0);
            }
            if (store.isClosed()
                    || attempts.get() == MAX_ATTEMPTS
                    || space.isLess(LEAST_SPACE_BYTES)
                    || store.getFileStore().size() < SMALL_FILE_BYTES) {
                return false;
            }
            boolean rewritten = store.compact(FILL_RATE, REWRITE_BYTES);
            if (rewritten) {
                // Without a commit, the rewritten pages would wait in memory for the next change.
                store.tryCommit();
            }
            boolean progress = shrink(store) || rewritten;
            if (!progress && store.getFileStore().getChunksFillRate() < FILL_RATE) {
                // Unused chunks become free with a later version only, for which there must be a change.
                store.setStoreVersion(store.getStoreVersion());
                store.tryCommit();
            }
            attempts.set(progress ? 0 : attempts.get() + 1);
            version.set(store.getCurrentVersion());
            return progress;
        } catch (RuntimeException failure) {
            if (!store.isClosed()) {
                LOG.warn("The H2 file could not be compacted", failure);
            }
            return false;
        }
    }

    private static boolean shrink(MVStore store) {
        if (store.getFileStore() instanceof RandomAccessStore chunks) {
            long before = chunks.size();
            // It also frees unused chunks, without which the fill rate says little.
            chunks.compactMoveChunks(FILL_RATE, MOVE_BYTES, store);
            return chunks.size() < before;
        }
        return false;
    }

    /** Waits for the running step and compacts the file for a short time. */
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
        try {
            file.get().connection.close();
        } catch (SQLException failure) {
            LOG.warn("A connection to the H2 file could not be closed", failure);
        }
    }
}
