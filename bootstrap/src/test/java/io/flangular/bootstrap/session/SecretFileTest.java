package io.flangular.bootstrap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path folder;

    private final AtomicInteger made = new AtomicInteger();
    private final RandomBytes random = count -> {
        byte[] bytes = new byte[count];
        bytes[0] = (byte) made.incrementAndGet();
        return bytes;
    };

    @Test
    void theSecretIsGeneratedOnceAndReadableByItsOwnerOnly() throws IOException {
        Path data = folder.resolve("not/there/yet");

        byte[] first = new SecretFile(data, random).read();

        assertThat(first)
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(Files.readString(data.resolve("secret")).strip());
        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
        assertThat(new SecretFile(data, random).read()).isEqualTo(first);
        assertThat(made).hasValue(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedSecretIsRefusedWithTheReason() throws IOException {
        for (String text : new String[] {"", "short", "not base64!"}) {
            Files.writeString(folder.resolve("secret"), text);

            assertThatThrownBy(() -> new SecretFile(folder, random).read())
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("is damaged. Restore it from a backup, or delete the file");
        }
    }
}
