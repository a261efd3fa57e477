package io.flangular.bootstrap.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the database file and the generated secret, which is closed to everybody but its owner. */
public final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private DataFolder() {}

    /**
     * Creates the folder where it is missing, and restricts it and what is in it; fails where nothing can be written.
     */
    public static Path open(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new StartupFailure("flangular.data is " + folder + ", which cannot be made a folder.", refused);
        }
        if (!Files.isWritable(folder)) {
            throw new StartupFailure("flangular.data is " + folder + ", where nothing can be written.");
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            restrict(folder);
        }
        return folder;
    }

    private static void restrict(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path file : entries.filter(Files::isRegularFile).toList()) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
        } catch (IOException refused) {
            LOG.warn(
                    "The permissions of {} could not be restricted to its owner ({}): other users of this machine may"
                            + " read the data",
                    folder,
                    refused.toString());
        }
    }
}
