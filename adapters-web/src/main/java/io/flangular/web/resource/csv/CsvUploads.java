package io.flangular.web.resource.csv;

import io.flangular.domain.resource.imports.TextLine;
import io.flangular.web.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Stores bodies of requests in temporary files, so that they can be read twice and need not be in memory. */
public final class CsvUploads {
    private static final Logger LOG = LoggerFactory.getLogger(CsvUploads.class);

    static final int MAX_MEGABYTES = 64;

    private static final long MAX_BYTES = MAX_MEGABYTES << 20;

    private final Path folder;

    /** Creates the storage; the folder is created when needed. */
    public CsvUploads(Path folder) {
        this.folder = folder;
    }

    public static void requireLength(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > MAX_BYTES) {
            throw tooLarge();
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, "The file is larger than " + MAX_MEGABYTES + " MB.");
    }

    /**
     * Runs work with the lines of the body, which it may subscribe to several times, and deletes the file afterwards.
     *
     * @param declared the charset of the body, unless it has a byte order mark
     */
    public <R> Flux<R> use(ServerRequest request, Charset declared, Function<Flux<TextLine>, Publisher<R>> work) {
        return Flux.usingWhen(
                Mono.fromSupplier(() -> new Upload(folder)),
                upload -> upload.onItsThread(upload::create)
                        .flatMap(file -> DataBufferUtils.write(bounded(request), file)
                                .then(upload.onItsThread(() -> lines(file, CsvEncoding.convert(file, declared)))))
                        .onErrorMap(IOException.class, this::notStored)
                        .flatMapMany(lines -> work.apply(
                                lines.subscribeOn(upload.thread).onErrorMap(IOException.class, this::notStored))),
                Upload::delete);
    }

    /** A file and the only thread that uses it, so that it is deleted last, also after a cancellation. */
    private static final class Upload {
        private final Path folder;
        private final Scheduler thread = Schedulers.single(Schedulers.boundedElastic());
        private final AtomicReference<@Nullable Path> created = new AtomicReference<>();

        Upload(Path folder) {
            this.folder = folder;
        }

        <R> Mono<R> onItsThread(Callable<R> work) {
            return Mono.fromCallable(work).subscribeOn(thread);
        }

        Path create() throws IOException {
            OwnerOnlyPermissions.createFolders(folder);
            Path file = Files.createTempFile(folder, "upload", ".csv");
            created.set(file);
            return file;
        }

        Mono<Boolean> delete() {
            return onItsThread(() -> {
                        Path file = created.get();
                        return file != null && Files.deleteIfExists(file);
                    })
                    .doFinally(end -> thread.dispose());
        }
    }

    private ProblemException notStored(IOException failure) {
        LOG.error("A file that was sent could not be stored in {}: {}", folder, failure.toString());
        return new ProblemException(HttpStatus.INSUFFICIENT_STORAGE, "The server could not store the file.");
    }

    private static Flux<DataBuffer> bounded(ServerRequest request) {
        AtomicLong bytes = new AtomicLong();
        return request.exchange()
                .getRequest()
                .getBody()
                .handle((DataBuffer buffer, SynchronousSink<DataBuffer> sink) -> {
                    if (bytes.addAndGet(buffer.readableByteCount()) > MAX_BYTES) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge());
                    } else {
                        sink.next(buffer);
                    }
                });
    }

    private static Flux<TextLine> lines(Path file, String malformed) {
        return Flux.generate(() -> new CsvParser(file, malformed), CsvUploads::emit, CsvParser::close);
    }

    private static CsvParser emit(CsvParser parser, SynchronousSink<TextLine> sink) {
        try {
            TextLine next = parser.next();
            if (next == null) {
                sink.complete();
            } else {
                sink.next(next);
            }
        } catch (IOException failure) {
            sink.error(failure);
        }
        return parser;
    }
}
