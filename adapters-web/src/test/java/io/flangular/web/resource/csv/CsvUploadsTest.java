package io.flangular.web.resource.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.domain.resource.imports.TextLine;
import io.flangular.web.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

class CsvUploadsTest {
    @TempDir
    private Path folder;

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    @AfterEach
    void resetHook() {
        Hooks.resetOnErrorDropped();
    }

    @Test
    void cancellingAtAnyMomentDropsNoErrorAndLeavesNoFile() throws Exception {
        Hooks.onErrorDropped(dropped::add);
        CsvUploads uploads = new CsvUploads(folder);
        byte[] utf8 = "processor,ram\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = "processor,ram\n".repeat(30_000).getBytes(StandardCharsets.UTF_16LE);
        for (int i = 0; i < 200; i++) {
            boolean second = i % 2 == 1;
            Charset charset = second ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
            Disposable reading = uploads.use(request(second ? utf16 : utf8), charset, lines -> lines)
                    .subscribeOn(Schedulers.parallel())
                    .subscribe();
            long end = System.nanoTime() + i * 100_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            reading.dispose();
        }
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        });
        assertThat(dropped).isEmpty();
    }

    @Test
    void aFolderThatWasRemovedIsCreatedAgain() {
        CsvUploads uploads = new CsvUploads(folder.resolve("a/b"));
        for (int i = 0; i < 2; i++) {
            assertThat(lines(uploads)).hasSize(1);
            assertThat(FileSystemUtils.deleteRecursively(folder.resolve("a").toFile()))
                    .isTrue();
        }
    }

    @Test
    void aFileThatCannotBeStoredIsAnswered507AndLogged() throws Exception {
        CsvUploads uploads = new CsvUploads(Files.createFile(folder.resolve("file")));
        Logger logger = (Logger) LoggerFactory.getLogger(CsvUploads.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        try {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> lines(uploads))
                    .satisfies(refused -> {
                        assertThat(refused.problem().status().value()).isEqualTo(507);
                        assertThat(refused.problem().message()).isEqualTo("The server could not store the file.");
                    });
        } finally {
            logger.detachAppender(events);
        }
        assertThat(events.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
    }

    private static List<TextLine> lines(CsvUploads uploads) {
        Flux<TextLine> lines =
                uploads.use(request("a,b\n".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8, read -> read);
        return List.copyOf(lines.collectList().blockOptional().orElseThrow());
    }

    private static ServerRequest request(byte[] body) {
        MockServerHttpRequest request =
                MockServerHttpRequest.post("/").body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
        return ServerRequest.create(
                MockServerWebExchange.from(request),
                HandlerStrategies.withDefaults().messageReaders());
    }
}
