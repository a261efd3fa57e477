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
 * H2's files, readable by their owner alone whatever the umask of the process, also those that H2 makes later. H2
 * creates an instance for each path, by the public constructor.
 */
public final class OwnerOnlyFiles extends FilePathWrapper {
    private static final String SCHEME = "owneronly";

    /** Makes the scheme known to H2, and gives the prefix of paths that use it. */
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
        boolean made = !exists();
        FileChannel channel = super.open(mode);
        if (made) {
            restrict();
        }
        return channel;
    }

    @Override
    public boolean createFile() {
        boolean made = super.createFile();
        if (made) {
            try {
                restrict();
            } catch (IOException failure) {
                return true; // Its folder is closed to others.
            }
        }
        return made;
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
