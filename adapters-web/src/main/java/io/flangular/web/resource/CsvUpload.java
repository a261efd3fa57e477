package io.flangular.web.resource;

import io.flangular.domain.resource.TextLine;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** The body of a request in a temporary file, so that it can be read twice and need not be in memory. */
final class CsvUpload {
    /** The most that is taken. */
    static final int MOST_MEGABYTES = 64;

    private static final long MOST_BYTES = MOST_MEGABYTES << 20;

    private CsvUpload() {}

    /** Gives the lines of the body to the work, as often as it likes; the file is deleted when that ends, however. */
    static <R> Flux<R> use(ServerRequest request, Function<Flux<TextLine>, Publisher<R>> work) {
        return Flux.usingWhen(
                offloaded(() -> Files.createTempFile("flangular", ".csv")),
                file -> DataBufferUtils.write(bounded(request), file).thenMany(Flux.from(work.apply(lines(file)))),
                file -> offloaded(() -> Files.deleteIfExists(file)));
    }

    private static Flux<DataBuffer> bounded(ServerRequest request) {
        AtomicLong bytes = new AtomicLong();
        return request.bodyToFlux(DataBuffer.class).handle((DataBuffer buffer, SynchronousSink<DataBuffer> sink) -> {
            if (bytes.addAndGet(buffer.readableByteCount()) > MOST_BYTES) {
                DataBufferUtils.release(buffer);
                sink.error(new Refused(Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE, "The file is larger than " + MOST_MEGABYTES + " MB.")));
            } else {
                sink.next(buffer);
            }
        });
    }

    private static Flux<TextLine> lines(Path file) {
        return Flux.<TextLine, CsvReading>generate(
                        () -> new CsvReading(Files.newInputStream(file)), CsvUpload::emit, CsvUpload::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static CsvReading emit(CsvReading reading, SynchronousSink<TextLine> sink) {
        try {
            TextLine next = reading.next();
            if (next == null) {
                sink.complete();
            } else {
                sink.next(next);
            }
        } catch (IOException failure) {
            sink.error(failure);
        }
        return reading;
    }

    private static void close(CsvReading reading) {
        try {
            reading.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <R> Mono<R> offloaded(Callable<R> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
