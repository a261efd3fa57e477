package io.flangular.bootstrap.session;

import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.RandomBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret of an installation that configures none: generated once, and stored in a file that only its owner reads.
 */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int BYTES = 32;

    private final Path file;
    private final RandomBytes random;

    /** The file {@code secret} in that folder. */
    SecretFile(Path folder, RandomBytes random) {
        this.file = folder.toAbsolutePath().normalize().resolve("secret");
        this.random = random;
    }

    /** The secret, made now if there is none; fails with a sentence when it can be neither read nor made. */
    byte[] read() {
        try {
            if (Files.notExists(file)) {
                make();
            }
            return checked(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (AccessDeniedException closed) {
            throw new StartupFailure(
                    "The secret in " + file + " can be neither read nor made by the user "
                            + System.getProperty("user.name") + ": change the owner or the permissions.",
                    closed);
        } catch (IOException failure) {
            throw new StartupFailure("The secret in " + file + " can be neither read nor made: " + failure, failure);
        }
    }

    private void make() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String text = Base64.getEncoder().encodeToString(random.next(BYTES)) + "\n";
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            LOG.info("flangular.session.secret is not set: made one, which is kept in {}", file);
        } catch (FileAlreadyExistsException another) {
            LOG.debug("Another process has just made {}", file);
        }
    }

    /** The text itself is the secret, so that it can be moved to the settings as it stands. */
    private byte[] checked(String text) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException damaged) {
            decoded = new byte[0];
        }
        if (decoded.length < BYTES) {
            throw new StartupFailure("The secret in " + file
                    + " is damaged. Restore it from a backup, or delete the file to have a new one made: that ends all"
                    + " sessions, and second factors have to be set up again.");
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
