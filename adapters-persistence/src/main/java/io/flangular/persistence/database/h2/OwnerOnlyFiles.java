package io.flangular.persistence.database.h2;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2 whose files only their owner can read, whatever the umask of the process, also those that H2
 * creates later. H2 creates an instance for each path by the public constructor.
 */
public final class OwnerOnlyFiles extends FilePathWrapper {
    private static final String SCHEME = "owneronly";

    /** Registers the scheme with H2, and returns its prefix for paths. */
    public static String register() {
        FilePath.register(new OwnerOnlyFiles());
        return SCHEME + ":";
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        boolean created = !exists();
        FileChannel channel = super.open(mode);
        if (created) {
            restrict();
        }
        return channel;
    }

    @Override
    public boolean createFile() {
        boolean created = super.createFile();
        if (created) {
            try {
                restrict();
            } catch (IOException failure) {
                return true; // Its folder is closed to others.
            }
        }
        return created;
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        OutputStream stream = super.newOutputStream(append);
        restrict();
        return stream;
    }

    private void restrict() throws IOException {
        Path file = Path.of(getBase().toString());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix") && Files.exists(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
