package io.flangular.persistence.database.h2;

import java.nio.file.Path;

/**
 * The space that is left where an H2 file is. Changes are refused before there is none: when a write of H2 fails, it
 * closes the file, and opens an earlier state of it that may lack changes which were acknowledged.
 */
public final class DiskSpace {
    /** More than is written between two looks. */
    private static final long RESERVE_BYTES = 16 << 20;

    private final Path folder;

    /** The space of the file system of that folder. */
    public DiskSpace(Path folder) {
        this.folder = folder;
    }

    /** Whether less than the reserve is left. */
    public boolean isLow() {
        return isLess(RESERVE_BYTES);
    }

    /** Whether less than so many bytes are left. */
    boolean isLess(long bytes) {
        // Not that of a FileStore, which reads the table of mounts to find its own entry.
        long usable = folder.toFile().getUsableSpace();
        return usable < bytes && folder.toFile().isDirectory();
    }

    @Override
    public String toString() {
        return "less than " + (RESERVE_BYTES >> 20) + " MB are free";
    }
}
