package io.flangular.bootstrap.startup;

import io.flangular.web.resource.csv.OwnerOnlyPermissions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A folder for the temporary files of this process, within the data folder, which only its owner can read. A process
 * holds a lock on its folder: folders without a lock, of processes that were killed, are deleted at the next start.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates a folder in the data folder, and deletes abandoned ones. */
    public static TemporaryFolder open(Path data) {
        Path all = DataFolder.open(data).resolve("temporary");
        try {
            OwnerOnlyPermissions.createFolders(all);
            // An earlier version created it with the permissions of the umask.
            DataFolder.restrict(all);
            deleteAbandoned(all);
            Path path = Files.createTempDirectory(all, "");
            FileChannel lock = OwnerOnlyPermissions.createFile(path.resolve(LOCK));
            lock.lock();
            return new TemporaryFolder(path, lock);
        } catch (IOException refused) {
            throw new StartupFailure("Nothing can be written in " + all + ": " + refused + ".", refused);
        }
    }

    private static void deleteAbandoned(Path all) throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(all)) {
            folders = entries.toList();
        }
        for (Path folder : folders) {
            if (isAbandoned(folder.resolve(LOCK))) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    private static boolean isAbandoned(Path lock) throws IOException {
        if (Files.notExists(lock)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            @Nullable FileLock acquired = channel.tryLock();
            return acquired != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    /** The path of the folder, which may be deleted while the process runs. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        FileSystemUtils.deleteRecursively(path);
    }
}
