package io.flangular.bootstrap.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the database file and the generated secret, which only its owner can read. */
public final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private DataFolder() {}

    /** Creates the folder if it is missing, and restricts its permissions; fails when it is not writable. */
    public static Path open(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new StartupFailure("flangular.data is " + folder + ", which cannot be made a folder.", failure);
        }
        StartupFailure.unless(
                Files.isWritable(folder), "flangular.data is " + folder + ", where nothing can be written.");
        try {
            restrict(folder);
        } catch (IOException failure) {
            LOG.warn(
                    "The permissions of {} could not be restricted to its owner ({}): other users of this machine may"
                            + " read the data",
                    folder,
                    failure.toString());
        }
        return folder;
    }

    /** Withdraws the permissions of others on the folder and its files. */
    static void restrict(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }
}
