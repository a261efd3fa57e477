package io.flangular.web.resource;

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
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.csv.ColumnMapping;
import io.flangular.web.resource.csv.CsvLines;
import io.flangular.web.resource.csv.CsvMediaTypes;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.limit.RequestMemory;
import io.flangular.web.resource.query.QueryJson;
import io.flangular.web.resource.query.QueryParameters;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * A collection as one table in CSV.
 *
 * <p>A list with {@code Accept: text/csv} is all the rows that {@code q} means, unpaged, while they are read.
 *
 * <p>A POST of {@code text/csv} imports, in the columns that its first line or {@code ?columns=} names: without a
 * column {@code id} every line becomes a row, with it the rows of those ids are changed. {@code ?dry_run=true} only
 * looks, and answers {@code {"rows": 3, "create": 2, "update": 0, "unchanged": 0, "num_errors": 1, "errors": [{"line":
 * 7, "column": "ram", "message": "must not be empty"}]}}; at most 1,000 errors are listed, all are counted. Otherwise
 * the answer is {@code {"num_created": 2, "num_updated": 0, "num_unchanged": 0}}, or a problem of status 400 that holds
 * the same report as the dry run, with nothing changed.
 *
 * <p>With {@code Accept: application/x-ndjson} that answer is the last of several lines of JSON, and bears the members
 * {@code "phase": "done"} and {@code status}. Those before it tell how far the server is: {@code {"phase": "check",
 * "done": 200}}, then {@code {"phase": "apply", "done": 200, "total": 100000}}. How far the upload is, the client sees
 * itself.
 */
final class CsvHandler<T extends Record> {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final MediaType CSV_WITH_HEADER =
            MediaType.parseMediaType("text/csv; charset=utf-8; header=present");
    private static final String MALFORMED_COLUMNS = "The parameter columns is malformed.";
    /** The memory that the lines take that are in memory at a time. */
    private static final long MEMORY_OF_A_TABLE = 16 << 20;

    private static final int BYTES_OF_A_CHUNK = 1 << 15;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final ManageResource<T> rows;
    private final CsvLines<T> writing;
    private final ExpensiveRequests expensive;
    private final CsvUploads uploads;
    private final JsonMapper json;

    CsvHandler(ManageResource<T> rows, ExpensiveRequests expensive, CsvUploads uploads, JsonMapper json) {
        this.rows = rows;
        this.writing = new CsvLines<>(rows.resource().schema());
        this.expensive = expensive;
        this.uploads = uploads;
        this.json = json;
    }

    /** Whether a list is wanted as CSV: that is named, and JSON is not named as just as welcome. */
    static boolean isWanted(ServerRequest request) {
        List<MediaType> accepted = accepted(request);
        double csv = weight(accepted, CSV::equalsTypeAndSubtype).orElse(0);
        OptionalDouble json = weight(accepted, MediaType.APPLICATION_JSON::equalsTypeAndSubtype);
        return csv > 0 && (json.isPresent() ? csv > json.getAsDouble() : csv >= weightOfJson(accepted));
    }

    /**
     * Whether the answer to a table is wanted as lines that tell how far it is: these are named, and JSON not rather. Of
     * equal ones the first counts: generated clients name whatever the OpenAPI document has, JSON first.
     */
    private static boolean areStepsWanted(ServerRequest request) {
        List<MediaType> accepted = accepted(request);
        double steps = weight(accepted, MediaType.APPLICATION_NDJSON::equalsTypeAndSubtype)
                .orElse(0);
        double json = weightOfJson(accepted);
        return steps > 0 && (steps > json || steps == json && isNamedBeforeJson(accepted));
    }

    private static boolean isNamedBeforeJson(List<MediaType> accepted) {
        return accepted.stream()
                .filter(type -> MediaType.APPLICATION_NDJSON.equalsTypeAndSubtype(type)
                        || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type))
                .findFirst()
                .filter(MediaType.APPLICATION_NDJSON::equalsTypeAndSubtype)
                .isPresent();
    }

    /** By its name or, where that is missing, by the ranges that include it. */
    private static double weightOfJson(List<MediaType> accepted) {
        return weight(accepted, MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                .orElseGet(() -> weight(accepted, type -> type.includes(MediaType.APPLICATION_JSON))
                        .orElse(0));
    }

    private static OptionalDouble weight(List<MediaType> accepted, Predicate<MediaType> types) {
        return accepted.stream()
                .filter(types)
                .mapToDouble(MediaType::getQualityValue)
                .max();
    }

    /** Whether the body is CSV. */
    static boolean isSent(ServerRequest request) {
        return CsvMediaTypes.isCsv(contentType(request));
    }

    /** Refuses a body that may be meant to be a table, but could be anything. */
    static void requireClearType(ServerRequest request) {
        if (CsvMediaTypes.isFile(contentType(request))) {
            throw new ProblemException(
                    RequestJson.NOT_JSON.with("detail", "Send a table with the header \"Content-Type: text/csv\"."));
        }
    }

    private static @Nullable String contentType(ServerRequest request) {
        return ContentType.of(request.headers().asHttpHeaders());
    }

    /** What is accepted; nothing where that cannot be read, since a list asks for it without need. */
    private static List<MediaType> accepted(ServerRequest request) {
        try {
            return request.headers().accept();
        } catch (InvalidMediaTypeException malformed) {
            return List.of();
        }
    }

    /** Streams all rows of the search. */
    Mono<ServerResponse> export(ServerRequest request, Caller caller) {
        String q = QueryParameters.first(request, "q");
        Query query = QueryJson.query(
                rows.resource().schema(), q == null ? null : RequestJson.parameter(q), QueryJson.OF_TABLES);
        ServerResponse.BodyBuilder answer = ServerResponse.ok()
                .contentType(CSV_WITH_HEADER)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(rows.resource().name() + ".csv")
                                .build()
                                .toString());
        if (request.method() == HttpMethod.HEAD) {
            return rows.list(caller, query, new PageRequest(1, 1, false)).then(Mono.defer(answer::build));
        }
        DataBufferFactory buffers = DefaultDataBufferFactory.sharedInstance;
        Flux<DataBuffer> table = expensive
                .tables()
                .limit(caller.id(), RequestMemory.require(MEMORY_OF_A_TABLE).thenMany(chunks(caller, query, buffers)));
        return answer.body((response, context) -> StreamedBody.write(table, response::writeWith));
    }

    /**
     * The lines in buffers of a size that is worth sending. A reader who takes none for too long is given up.
     *
     * <p>Lines are made on a scheduler, since those of long strings would keep an event loop from its other connections.
     * The event loop asks for many buffers ahead, so none is larger than usual, however long a line is.
     */
    private Flux<DataBuffer> chunks(Caller caller, Query query, DataBufferFactory buffers) {
        AtomicLong bytes = new AtomicLong();
        // The first line comes behind the first row, so that a query that fails can still be answered as such.
        return rows.stream(caller, query)
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(writing::line)
                .switchOnFirst((first, lines) -> lines.startWith(writing.header()))
                .bufferUntil(line -> fills(bytes, line))
                .concatMapIterable(lines -> pieces(joined(lines), buffers), 1)
                .timeout(READ_TIMEOUT, Flux.error(CsvHandler::tooSlow));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.of(HttpStatus.REQUEST_TIMEOUT, "The response was not read in time."));
    }

    private static boolean fills(AtomicLong bytes, byte[] line) {
        if (bytes.addAndGet(line.length) < BYTES_OF_A_CHUNK) {
            return false;
        }
        bytes.set(0);
        return true;
    }

    private static byte[] joined(List<byte[]> lines) {
        if (lines.size() == 1) {
            return lines.getFirst();
        }
        byte[] joined = new byte[lines.stream().mapToInt(line -> line.length).sum()];
        int length = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, joined, length, line.length);
            length += line.length;
        }
        return joined;
    }

    /** The bytes in parts of at most {@link #BYTES_OF_A_CHUNK}, without copying them. */
    private static List<DataBuffer> pieces(byte[] bytes, DataBufferFactory buffers) {
        List<DataBuffer> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += BYTES_OF_A_CHUNK) {
            int to = Math.min(bytes.length, from + BYTES_OF_A_CHUNK);
            pieces.add(buffers.wrap(ByteBuffer.wrap(bytes, from, to - from).slice()));
        }
        return pieces;
    }

    /** Imports a table and responds with the report. */
    Mono<ServerResponse> take(ServerRequest request, Caller caller) {
        if (!request.headers().header(IdempotencyKeyHeader.NAME).isEmpty()) {
            // To ignore it would import the table twice, which is what its sender wants to be safe from.
            throw new DomainException.Invalid("Idempotency-Key is for one row, not for a table.");
        }
        if (!isSent(request)) {
            throw new ProblemException(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A table needs the header \"Content-Type: text/csv\"."));
        }
        CsvUploads.requireLength(request);
        Charset charset = CsvMediaTypes.charset(contentType(request));
        UnaryOperator<Flux<TextLine>> mapping = mapping(request);
        boolean dryRun = QueryParameters.isDryRun(request);
        if (areStepsWanted(request)) {
            Flux<DataBuffer> steps = received(
                            request, caller, charset, lines -> steps(caller, mapping.apply(lines), dryRun))
                    .map(step -> DefaultDataBufferFactory.sharedInstance.wrap(line(step)));
            return ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_NDJSON)
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
                .flatMap(body -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .bodyValue(json.writeValueAsBytes(body)));
    }

    /** Receives a table, and does the work with its lines when its turn among the exports and imports has come. */
    private <R> Flux<R> received(
            ServerRequest request, Caller caller, Charset charset, Function<Flux<TextLine>, Publisher<R>> work) {
        return expensive
                .uploads()
                .limit(
                        caller.id(),
                        uploads.use(
                                request,
                                charset,
                                lines -> expensive
                                        .tables()
                                        .limit(
                                                caller.id(),
                                                RequestMemory.require(MEMORY_OF_A_TABLE)
                                                        .thenMany(work.apply(lines)))));
    }

    /** The lines with the columns that the parameter {@code columns} names, if there is one. */
    private UnaryOperator<Flux<TextLine>> mapping(ServerRequest request) {
        String columns = QueryParameters.first(request, "columns");
        return columns == null
                ? UnaryOperator.identity()
                : new ColumnMapping(rows.resource().schema(), RequestJson.parameter(columns, MALFORMED_COLUMNS))::apply;
    }

    /**
     * What an import came to; what is wrong with the table is {@link ProblemException}, unless only that was asked for.
     */
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

    /** How an import goes on, and what it came to. */
    private Flux<Map<String, Object>> steps(Caller caller, Flux<TextLine> lines, boolean dryRun) {
        AtomicLong total = new AtomicLong();
        // Whoever reads too slowly to see every step does not hold up the import: steps are then left out.
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

    /** Reads the stored file again to apply the lines that were checked. */
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
        return (json.writeValueAsString(step) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
