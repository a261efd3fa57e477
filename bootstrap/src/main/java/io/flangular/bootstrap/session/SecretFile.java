package io.flangular.bootstrap.session;

import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.RandomBytes;
import io.flangular.web.resource.csv.OwnerOnlyPermissions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret when none is configured: generated once, and stored in a file that only its owner can read. */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int BYTES = 32;

    private final Path file;
    private final RandomBytes random;

    SecretFile(Path folder, RandomBytes random) {
        this.file = folder.toAbsolutePath().normalize().resolve("secret");
        this.random = random;
    }

    /** Reads the secret, or else generates it; {@link StartupFailure} when neither is possible. */
    byte[] read() {
        try {
            if (Files.notExists(file)) {
                create();
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

    private void create() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String text = Base64.getEncoder().encodeToString(random.next(BYTES)) + "\n";
        try (FileChannel channel = OwnerOnlyPermissions.createFile(file)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            LOG.info("flangular.session.secret is not set: made one, which is kept in {}", file);
        } catch (FileAlreadyExistsException another) {
            LOG.debug("Another process has just made {}", file);
        }
    }

    /** The secret is the text, not what it decodes to, so that it can be copied into the settings. */
    private byte[] checked(String text) {
        boolean intact;
        try {
            intact = Base64.getDecoder().decode(text).length >= BYTES;
        } catch (IllegalArgumentException malformed) {
            intact = false;
        }
        StartupFailure.unless(
                intact,
                "The secret in " + file
                        + " is damaged. Restore it from a backup, or delete the file to have a new one made: that ends"
                        + " all sessions, and second factors have to be set up again.");
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
