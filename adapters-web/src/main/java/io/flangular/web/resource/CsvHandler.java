package io.flangular.web.resource;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_NDJSON;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.imports.ImportError;
import io.flangular.domain.resource.imports.ImportProgress;
import io.flangular.domain.resource.imports.ImportReport;
import io.flangular.domain.resource.imports.TextLine;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.web.http.ContentType;
import io.flangular.web.http.StreamedBody;
import io.flangular.web.parameter.SupportedParameters;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.csv.ColumnMapping;
import io.flangular.web.resource.csv.CsvLines;
import io.flangular.web.resource.csv.CsvMediaTypes;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.limit.RequestMemory;
import io.flangular.web.resource.query.QueryJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Exports and imports a collection as CSV.
 *
 * <p>A list with {@code Accept: text/csv} streams all rows that match {@code q}.
 *
 * <p>A POST of {@code text/csv} imports. Its first line, mapped by {@code ?columns=}, names the fields. Without a
 * column {@code id}, every line creates a row; with it, lines change the rows with these ids. The response to {@code
 * ?dry_run=true} is a report of what would happen, with at most 1,000 errors. Otherwise it is {@code {"num_created": 2,
 * "num_updated": 0, "num_unchanged": 0}}, or 400 with the same report, and nothing is changed.
 *
 * <p>With {@code Accept: application/x-ndjson}, the response is several lines of JSON: the progress, as in {@code
 * {"phase": "check", "done": 200}} and {@code {"phase": "apply", "done": 200, "total": 100000}}, and in the last line
 * the outcome, with the additional members {@code "phase": "done"} and {@code status}.
 */
final class CsvHandler<T extends Record> {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final MediaType CSV_WITH_HEADER =
            MediaType.parseMediaType("text/csv; charset=utf-8; header=present");
    private static final String MALFORMED_COLUMNS = "The parameter columns is malformed.";
    /** The memory of the lines that are processed at a time, in bytes. */
    private static final long TABLE_BYTES = 16 << 20;

    private static final int CHUNK_BYTES = 1 << 15;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final ManageResource<T> rows;
    private final RowResponses<T> responses;
    private final CsvLines<T> writing;
    private final ExpensiveRequests expensive;
    private final CsvUploads uploads;

    CsvHandler(ManageResource<T> rows, RowResponses<T> responses, ExpensiveRequests expensive, CsvUploads uploads) {
        this.rows = rows;
        this.responses = responses;
        this.writing = new CsvLines<>(rows.resource().schema());
        this.expensive = expensive;
        this.uploads = uploads;
    }

    /** Whether a list is requested as CSV: it is accepted, and JSON is not named with the same quality. */
    static boolean isWanted(ServerRequest request) {
        List<MediaType> accepted = accepted(request);
        double csv = quality(accepted, CSV).orElse(0);
        OptionalDouble json = quality(accepted, APPLICATION_JSON);
        return csv > 0 && (json.isPresent() ? csv > json.getAsDouble() : csv >= qualityOfJson(accepted));
    }

    /**
     * Whether the progress of an import is requested: NDJSON is accepted, and JSON is not preferred. With equal quality
     * the first one counts: generated clients accept all types of the OpenAPI document, JSON first.
     */
    private static boolean isProgressWanted(ServerRequest request) {
        List<MediaType> accepted = accepted(request);
        double progress = quality(accepted, APPLICATION_NDJSON).orElse(0);
        double json = qualityOfJson(accepted);
        return progress > 0 && (progress > json || progress == json && isNdjsonFirst(accepted));
    }

    private static boolean isNdjsonFirst(List<MediaType> accepted) {
        return accepted.stream()
                .filter(type ->
                        APPLICATION_NDJSON.equalsTypeAndSubtype(type) || APPLICATION_JSON.equalsTypeAndSubtype(type))
                .findFirst()
                .filter(APPLICATION_NDJSON::equalsTypeAndSubtype)
                .isPresent();
    }

    /** The quality of JSON: of its name or, without it, of the ranges that include it. */
    private static double qualityOfJson(List<MediaType> accepted) {
        return quality(accepted, APPLICATION_JSON)
                .orElseGet(() -> quality(accepted.stream().filter(type -> type.includes(APPLICATION_JSON)))
                        .orElse(0));
    }

    private static OptionalDouble quality(List<MediaType> accepted, MediaType type) {
        return quality(accepted.stream().filter(type::equalsTypeAndSubtype));
    }

    private static OptionalDouble quality(Stream<MediaType> types) {
        return types.mapToDouble(MediaType::getQualityValue).max();
    }

    static boolean isSent(ServerRequest request) {
        return CsvMediaTypes.isCsv(contentType(request));
    }

    /** Refuses a body of an ambiguous type that may have been meant as a table. */
    static void requireClearType(ServerRequest request) {
        if (CsvMediaTypes.isFile(contentType(request))) {
            throw new ProblemException(
                    RequestJson.NOT_JSON.with("detail", "Send a table with the header \"Content-Type: text/csv\"."));
        }
    }

    private static @Nullable String contentType(ServerRequest request) {
        return ContentType.of(request.headers().asHttpHeaders());
    }

    /** The accepted types; none when the header is malformed. */
    private static List<MediaType> accepted(ServerRequest request) {
        try {
            return request.headers().accept();
        } catch (InvalidMediaTypeException malformed) {
            return List.of();
        }
    }

    Mono<ServerResponse> export(ServerRequest request, Caller caller) {
        String q = request.queryParam("q").orElse(null);
        Query query = QueryJson.ofTable(rows.resource().schema(), q == null ? null : RequestJson.parameter(q));
        ServerResponse.BodyBuilder answer = ServerResponse.ok()
                .contentType(CSV_WITH_HEADER)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + rows.resource().name() + ".csv\"");
        if (request.method() == HttpMethod.HEAD) {
            return rows.list(caller, query, new PageRequest(1, 1, false)).then(Mono.defer(answer::build));
        }
        Flux<DataBuffer> table = expensive
                .tables()
                .limit(caller.id(), RequestMemory.require(TABLE_BYTES).thenMany(chunks(caller, query)));
        return answer.body((response, context) -> StreamedBody.write(table, response::writeWith));
    }

    /**
     * The lines in buffers of similar size. A client that reads none for too long is disconnected.
     *
     * <p>Lines are encoded on a scheduler, since long strings would block an event loop. The event loop prefetches many
     * buffers, so that even long lines are split.
     */
    private Flux<DataBuffer> chunks(Caller caller, Query query) {
        AtomicLong bytes = new AtomicLong();
        // The header is written with the first row, so that a failed query can still have an error response.
        return rows.stream(caller, query)
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(writing::line)
                .switchOnFirst((first, lines) -> lines.startWith(writing.header()))
                .bufferUntil(line -> fills(bytes, line))
                .concatMapIterable(lines -> pieces(joined(lines)), 1)
                .timeout(
                        READ_TIMEOUT,
                        Flux.error(() -> new ProblemException(
                                HttpStatus.REQUEST_TIMEOUT, "The response was not read in time.")));
    }

    private static boolean fills(AtomicLong bytes, byte[] line) {
        if (bytes.addAndGet(line.length) < CHUNK_BYTES) {
            return false;
        }
        bytes.set(0);
        return true;
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(
                lines.stream().mapToInt(line -> line.length).sum());
        lines.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** Splits the bytes into buffers of at most {@link #CHUNK_BYTES}, without copying them. */
    private static List<DataBuffer> pieces(byte[] bytes) {
        List<DataBuffer> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
            int to = Math.min(bytes.length, from + CHUNK_BYTES);
            pieces.add(DefaultDataBufferFactory.sharedInstance.wrap(
                    ByteBuffer.wrap(bytes, from, to - from).slice()));
        }
        return pieces;
    }

    Mono<ServerResponse> take(ServerRequest request, Caller caller) {
        if (!request.headers().header(SupportedParameters.IDEMPOTENCY_KEY).isEmpty()) {
            throw new DomainException.Invalid("Idempotency-Key is for one row, not for a table.");
        }
        if (!isSent(request)) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A table needs the header \"Content-Type: text/csv\".");
        }
        CsvUploads.requireLength(request);
        Charset charset = CsvMediaTypes.charset(contentType(request));
        UnaryOperator<Flux<TextLine>> mapping = mapping(request);
        boolean dryRun = RowCommandHandler.isDryRun(request);
        if (isProgressWanted(request)) {
            Flux<DataBuffer> steps = received(
                            request, caller, charset, lines -> steps(caller, mapping.apply(lines), dryRun))
                    .map(step -> DefaultDataBufferFactory.sharedInstance.wrap(line(step)));
            return ServerResponse.ok()
                    .contentType(APPLICATION_NDJSON)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .body((response, context) ->
                            StreamedBody.write(steps.map(Mono::just), response::writeAndFlushWith));
        }
        return received(
                        request,
                        caller,
                        charset,
                        lines -> outcome(caller, mapping.apply(lines), dryRun, (phase, done) -> {}))
                .next()
                .flatMap(responses::ok);
    }

    /** Receives a table, and processes its lines when a slot for exports and imports is free. */
    private <R> Flux<R> received(
            ServerRequest request, Caller caller, Charset charset, Function<Flux<TextLine>, Publisher<R>> work) {
        Function<Flux<TextLine>, Publisher<R>> limited = lines -> expensive
                .tables()
                .limit(caller.id(), RequestMemory.require(TABLE_BYTES).thenMany(work.apply(lines)));
        return expensive.uploads().limit(caller.id(), uploads.use(request, charset, limited));
    }

    private UnaryOperator<Flux<TextLine>> mapping(ServerRequest request) {
        String columns = request.queryParam("columns").orElse(null);
        return columns == null
                ? UnaryOperator.identity()
                : new ColumnMapping(rows.resource().schema(), RequestJson.parameter(columns, MALFORMED_COLUMNS))::apply;
    }

    /** The outcome of an import or dry run; {@link ProblemException} when an imported table has errors. */
    private Mono<Map<String, Object>> outcome(
            Caller caller, Flux<TextLine> lines, boolean dryRun, ImportProgress progress) {
        if (dryRun) {
            return rows.imports().check(caller, lines, progress).map(CsvHandler::report);
        }
        return rows.imports().apply(caller, lines, progress).map(report -> {
            if (report.hasErrors()) {
                throw new ProblemException(invalid(report));
            }
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("num_created", report.created());
            done.put("num_updated", report.updated());
            done.put("num_unchanged", report.unchanged());
            return done;
        });
    }

    private static Problem invalid(ImportReport report) {
        String errors = report.errorCount() == 1 ? "an error" : report.errorCount() + " errors";
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, "The table has " + errors + ". Nothing was changed.");
        for (Map.Entry<String, Object> member : report(report).entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return problem;
    }

    private static Map<String, Object> report(ImportReport report) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rows", report.lines());
        members.put("create", report.created());
        members.put("update", report.updated());
        members.put("unchanged", report.unchanged());
        members.put("num_errors", report.errorCount());
        members.put("errors", report.errors().stream().map(CsvHandler::error).toList());
        return members;
    }

    private static Map<String, @Nullable Object> error(ImportError error) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("line", error.line());
        members.put("column", error.column());
        members.put("message", error.message());
        return members;
    }

    private Flux<Map<String, Object>> steps(Caller caller, Flux<TextLine> lines, boolean dryRun) {
        AtomicLong total = new AtomicLong();
        // A slow reader does not delay the import: steps are skipped.
        Sinks.Many<Map<String, Object>> sink = Sinks.many().multicast().directBestEffort();
        Mono<Map<String, Object>> last = outcome(
                        caller, lines, dryRun, (phase, done) -> sink.tryEmitNext(step(phase, done, total)))
                .map(body -> last(HttpStatus.OK.value(), body))
                .onErrorResume(
                        failure -> failure instanceof DomainException || failure instanceof ProblemException,
                        failure -> {
                            Problem problem = Problem.of(failure);
                            return Mono.just(last(problem.status().value(), problem.body()));
                        })
                .doFinally(end -> sink.tryEmitComplete());
        return Flux.just(step(ImportProgress.Phase.CHECK, 0, total)).concatWith(Flux.merge(sink.asFlux(), last));
    }

    private static Map<String, Object> step(ImportProgress.Phase phase, long done, AtomicLong total) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("phase", EnumNames.of(phase));
        step.put("done", done);
        if (phase == ImportProgress.Phase.CHECK) {
            total.set(done);
        } else {
            step.put("total", total.get());
        }
        return step;
    }

    private static Map<String, Object> last(int status, Map<String, Object> body) {
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("phase", "done");
        last.put("status", status);
        last.putAll(body);
        return last;
    }

    private byte[] line(Map<String, Object> step) {
        return joined(List.of(responses.bytes(step), new byte[] {'\n'}));
    }
}
