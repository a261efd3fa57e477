package io.flangular.persistence.database.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flangular.domain.DomainException;
import io.flangular.persistence.database.connection.OutageLog;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

class FileFailuresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No space left on device | The database file cannot be written: its file system may be full.",
                "Disk quota exceeded | The database file cannot be written: its file system may be full.",
                "Input/output error | The database file cannot be read or written."
            })
    void theMessageSaysWhetherTheFileSystemMayBeFull(String reason, String sentence) {
        FileFailures failures = new FileFailures(new OutageLog("H2 file", "used"), new DiskSpace(Path.of(".")));
        Throwable failure = new IllegalStateException(new IOException(reason));
        assertThat(catchThrowable(
                        () -> failures.translate("execute", Flux.error(failure)).blockLast()))
                .cause()
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageStartingWith(sentence)
                .hasMessageContaining("Nothing was changed.");
    }

    @Test
    void failuresWhileTheFileIsReopenedHaveTheSameMessage() {
        FileFailures failures = new FileFailures(new OutageLog("H2 file", "used"), new DiskSpace(Path.of(".")));
        Throwable locked = new IllegalStateException(new OverlappingFileLockException());
        assertThat(failures.translated(locked)).isSameAs(locked);

        Throwable full = failures.translated(new IllegalStateException(new IOException("No space left on device")));

        assertThat(failures.translated(locked)).hasMessage(full.getMessage());
        assertThat(failures.translated(new R2dbcNonTransientResourceException("closed", "90098", 90098)))
                .hasMessage(full.getMessage());
    }
}
