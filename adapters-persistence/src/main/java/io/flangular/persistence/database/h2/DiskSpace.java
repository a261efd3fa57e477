package io.flangular.persistence.database.h2;

import java.nio.file.Path;

/**
 * The free space of the file system of an H2 file. Changes are refused when it is low: after a failed write, H2 closes
 * the file and opens an earlier state of it, which may lack acknowledged changes.
 */
final class DiskSpace {
    /** More than is written between two checks. */
    private static final long RESERVE_BYTES = 16 << 20;

    private final Path folder;

    DiskSpace(Path folder) {
        this.folder = folder;
    }

    /** Whether less than the reserve is left. */
    boolean isLow() {
        return isLess(RESERVE_BYTES);
    }

    /** Whether fewer bytes are left. */
    boolean isLess(long bytes) {
        // A FileStore would read the table of mounts each time.
        long usable = folder.toFile().getUsableSpace();
        return usable < bytes && folder.toFile().isDirectory();
    }

    @Override
    public String toString() {
        return "less than " + (RESERVE_BYTES >> 20) + " MB are free";
    }
}
