package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Aggregate;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.QueryBuilder;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import io.flangular.web.Authenticated;
import io.flangular.web.StrictJson;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the requests to one collection in the protocol of Flask-Restless 0.17, so that its clients work unchanged;
 * entity tags and {@code If-Match} are added.
 */
final class ResourceHandler<T extends Record> {
    private static final String UNDECODABLE = "Unable to decode data";
    private static final String JSON = "application/json";
    private static final int MOST_BYTES = 256 << 10;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String NUMBER = "[1-9][0-9]{0,17}";
    private static final String ALLOWED_ON_COLLECTION = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    private static final String ALLOWED_ON_FUNCTIONS = "GET, HEAD, OPTIONS";
    private static final String ALLOWED_ON_HISTORY = "GET, HEAD, OPTIONS";
    private static final String ALLOWED_ON_RESTORATION = "OPTIONS, POST";
    private static final String ALLOWED_ON_ROW = "DELETE, GET, HEAD, OPTIONS, PATCH, PUT";

    private final ManageResource<T> rows;
    private final Schema<T> schema;
    private final String path;
    private final ApiSettings settings;
    private final JsonMapper json;
    private final CsvHandler<T> csv;

    ResourceHandler(ManageResource<T> rows, ApiSettings settings, JsonMapper json, CsvGate gate) {
        this.rows = rows;
        this.schema = rows.resource().schema();
        this.path = "/api/" + rows.resource().name();
        this.settings = settings;
        this.json = json;
        this.csv = new CsvHandler<>(rows, gate, json);
    }

    /** Where the collection is. */
    String path() {
        return path;
    }

    /** Where functions over the collection are evaluated. */
    String functionsPath() {
        return "/api/eval/" + rows.resource().name();
    }

    /** Answers a request to the collection as a whole. */
    Mono<ServerResponse> collection(ServerRequest request) {
        return answered(request, caller -> switch (request.method().name()) {
            case "GET", "HEAD" -> CsvHandler.isWanted(request) ? export(request, caller) : list(request, caller);
            case "POST" -> CsvHandler.isSent(request) ? importTable(request, caller) : create(request, caller);
            case "PUT", "PATCH" -> changeAll(request, caller);
            case "DELETE" -> deleteAll(request, caller);
            case "OPTIONS" -> options(ALLOWED_ON_COLLECTION);
            default -> methodNotAllowed(ALLOWED_ON_COLLECTION);
        });
    }

    /** Answers a request to one row. */
    Mono<ServerResponse> row(ServerRequest request) {
        return answered(request, caller -> switch (request.method().name()) {
            case "GET", "HEAD" -> get(request, caller);
            case "PUT", "PATCH" -> change(request, caller);
            case "DELETE" -> delete(request, caller);
            case "OPTIONS" -> options(ALLOWED_ON_ROW);
            default -> methodNotAllowed(ALLOWED_ON_ROW);
        });
    }

    /** Answers a request to the history of one row. */
    Mono<ServerResponse> history(ServerRequest request) {
        return answered(request, caller -> switch (request.method().name()) {
            case "GET", "HEAD" -> listHistory(request, caller);
            case "OPTIONS" -> options(ALLOWED_ON_HISTORY);
            default -> methodNotAllowed(ALLOWED_ON_HISTORY);
        });
    }

    /** Answers a request to restore a version of one row. */
    Mono<ServerResponse> restoration(ServerRequest request) {
        return answered(request, caller -> switch (request.method().name()) {
            case "POST" -> restore(request, caller);
            case "OPTIONS" -> options(ALLOWED_ON_RESTORATION);
            default -> methodNotAllowed(ALLOWED_ON_RESTORATION);
        });
    }

    /** Answers a request for functions over the collection. */
    Mono<ServerResponse> functions(ServerRequest request) {
        return answered(request, caller -> switch (request.method().name()) {
            case "GET", "HEAD" -> evaluate(request, caller);
            case "OPTIONS" -> options(ALLOWED_ON_FUNCTIONS);
            default -> methodNotAllowed(ALLOWED_ON_FUNCTIONS);
        });
    }

    /** The work runs inside of an operator: thrown outside, an exception would miss those that make it an answer. */
    private Mono<ServerResponse> answered(ServerRequest request, Function<Caller, Mono<ServerResponse>> work) {
        return request.principal()
                .cast(Authenticated.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAuthenticated("You are not logged in.")))
                .flatMap(who -> work.apply(who.caller()))
                .onErrorResume(Refused.class, refused -> problem(refused.problem()))
                .onErrorResume(DomainException.Conflict.class, this::preconditionFailed)
                .onErrorResume(DomainException.class, refusal -> problem(Problem.of(refusal)));
    }

    private Mono<ServerResponse> importTable(ServerRequest request, Caller caller) {
        if (!request.headers().header(IDEMPOTENCY_KEY).isEmpty()) {
            // To ignore it would import the table twice, which is what its sender wants to be safe from.
            throw new DomainException.Invalid("Idempotency-Key is for one row, not for a table.");
        }
        return csv.take(request, caller);
    }

    private Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        ListParameters parameters = ListParameters.of(QueryParameters.of(request));
        JsonNode q = parameters.q() == null ? null : decoded(parameters.q(), UNDECODABLE);
        Query query = QueryJson.query(schema, q);
        if (QueryJson.single(q)) {
            return rows.single(caller, query).flatMap(row -> members(request, caller, List.of(row))
                    .flatMap(members -> conditional(
                            request,
                            EntityTags.of(row),
                            json.writeValueAsBytes(members.getFirst()),
                            headers -> headers.set(HttpHeaders.LOCATION, path + "/" + row.id()))));
        }
        CursorText cursors = new CursorText(schema, query, json, id -> rows.get(caller, id));
        return parameters
                .request(query.isCut(), cursors)
                .flatMap(wanted -> rows.list(caller, query, wanted))
                .flatMap(page -> members(request, caller, page.rows()).flatMap(members -> {
                    byte[] body = json.writeValueAsBytes(
                            listBody(parameters, parameters.number(page), page.total(), members));
                    String links = new PageLinks(path, parameters, query, cursors).of(page);
                    return conditional(request, EntityTags.of(body), body, headers -> {
                        if (links != null) {
                            headers.set(HttpHeaders.LINK, links);
                        }
                    });
                }));
    }

    private Mono<ServerResponse> export(ServerRequest request, Caller caller) {
        String q = QueryParameters.first(request, "q");
        return csv.export(request, caller, QueryJson.query(schema, q == null ? null : decoded(q, UNDECODABLE)));
    }

    private static Map<String, Object> listBody(
            ListParameters parameters, @Nullable Long number, long total, List<Map<String, @Nullable Object>> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("num_results", total);
        body.put("objects", members);
        body.put("page", number == null ? Page.NOT_COUNTED : number);
        body.put("total_pages", parameters.pages(total));
        return body;
    }

    /** The rows as the request wants them: with their latest changes or, usually, without. */
    private Mono<List<Map<String, @Nullable Object>>> members(
            ServerRequest request, Caller caller, List<Stored<T>> found) {
        if (!HistoryJson.isWanted(QueryParameters.first(request, "with"))) {
            return Mono.just(found.stream().map(row -> RowJson.of(schema, row)).toList());
        }
        return rows.latestChanges(caller, found).map(changes -> found.stream()
                .map(row -> HistoryJson.with(changes.get(row.id()), row, RowJson.of(schema, row)))
                .toList());
    }

    private Mono<ServerResponse> get(ServerRequest request, Caller caller) {
        return rows.get(caller, id(request)).flatMap(row -> members(request, caller, List.of(row))
                .flatMap(members -> conditional(
                        request, EntityTags.of(row), json.writeValueAsBytes(members.getFirst()), headers -> {})));
    }

    private Mono<ServerResponse> listHistory(ServerRequest request, Caller caller) {
        long id = id(request);
        ListParameters parameters = ListParameters.of(QueryParameters.of(request));
        return rows.history(caller, id, parameters.numbered()).flatMap(page -> {
            byte[] body = json.writeValueAsBytes(listBody(
                    parameters,
                    parameters.numbered().number(),
                    parameters.counted() ? page.total() : Page.NOT_COUNTED,
                    page.entries().stream()
                            .map(entry -> HistoryJson.of(schema, entry))
                            .toList()));
            return conditional(request, EntityTags.of(body), body, headers -> {});
        });
    }

    private Mono<ServerResponse> restore(ServerRequest request, Caller caller) {
        String version = request.pathVariable("version");
        if (!version.matches(NUMBER)) {
            throw new DomainException.NotFound("There is no version " + version + ".");
        }
        return rows.restore(caller, id(request), Long.parseLong(version), accepted(request))
                .flatMap(row -> answer(HttpStatus.OK)
                        .location(URI.create(path + "/" + row.id()))
                        .eTag(EntityTags.of(row))
                        .bodyValue(bytes(row)));
    }

    private Mono<ServerResponse> create(ServerRequest request, Caller caller) {
        return text(request)
                .flatMap(text -> {
                    Draft<T> draft = RowJson.draft(schema, object(text), null, Set.of());
                    List<String> names = request.headers().header(IDEMPOTENCY_KEY);
                    return names.isEmpty()
                            ? rows.create(caller, draft)
                            : rows.create(caller, draft, IdempotencyKeyHeader.of(names, text));
                })
                .flatMap(row -> answer(HttpStatus.CREATED)
                        .location(URI.create(path + "/" + row.id()))
                        .eTag(EntityTags.of(row))
                        .bodyValue(bytes(row)));
    }

    private Mono<ServerResponse> change(ServerRequest request, Caller caller) {
        // An unknown field wins over a missing row, so the body is read first, whatever the id is.
        @Nullable Long known = idOrNull(request);
        return draft(request, known == null ? Long.valueOf(0) : known)
                .flatMap(draft -> rows.change(caller, id(request), accepted(request), draft))
                .flatMap(row -> answer(HttpStatus.OK).eTag(EntityTags.of(row)).bodyValue(bytes(row)));
    }

    private Mono<ServerResponse> delete(ServerRequest request, Caller caller) {
        return rows.delete(caller, id(request), accepted(request))
                .then(Mono.defer(() -> answer(HttpStatus.NO_CONTENT).build()));
    }

    private Mono<ServerResponse> changeAll(ServerRequest request, Caller caller) {
        if (request.queryParams().containsKey("q")) {
            // The row that a search in the address finds would not be the ones that change.
            throw new DomainException.Invalid(
                    QueryBuilder.MESSAGE, "For a change of many rows, q belongs into the body.");
        }
        return body(request).flatMap(object -> {
            JsonNode q = object.get("q");
            Draft<T> change = RowJson.draft(schema, object, null, Set.of("q"));
            if (q == null && !change.given().isEmpty()) {
                throw new DomainException.Invalid(
                        QueryBuilder.MESSAGE, "A change of many rows needs q; {\"q\": {}} means all of them.");
            }
            return rows.changeAll(caller, QueryJson.query(schema, q), change)
                    .flatMap(changed -> counted("num_modified", changed));
        });
    }

    private Mono<ServerResponse> deleteAll(ServerRequest request, Caller caller) {
        String given = QueryParameters.first(request, "q");
        if (given == null) {
            throw new DomainException.Invalid(
                    QueryBuilder.MESSAGE, "A deletion of many rows needs q; q={} means all of them.");
        }
        JsonNode q = decoded(given, "Unable to decode search query");
        Query query = QueryJson.query(schema, q);
        if (query.isCut()) {
            throw new DomainException.Invalid(QueryBuilder.MESSAGE, "A deletion knows neither limit nor offset.");
        }
        if (QueryJson.single(q)) {
            return rows.single(caller, query)
                    .flatMap(row -> rows.delete(caller, row.id(), Versions.ANY))
                    .then(Mono.defer(() -> counted("num_deleted", 1)));
        }
        return rows.deleteAll(caller, query).flatMap(deleted -> {
            if (deleted == 0) {
                throw new DomainException.NotFound("No result found");
            }
            return counted("num_deleted", deleted);
        });
    }

    private Mono<ServerResponse> counted(String name, long count) {
        return answer(HttpStatus.OK).bodyValue(json.writeValueAsBytes(Map.of(name, count)));
    }

    private Mono<ServerResponse> evaluate(ServerRequest request, Caller caller) {
        String given = QueryParameters.first(request, "q");
        if (given == null || given.isEmpty()) {
            throw new DomainException.Invalid("Empty query parameter");
        }
        List<Aggregate> functions = QueryJson.functions(schema, decoded(given, UNDECODABLE));
        if (functions.isEmpty()) {
            return answer(HttpStatus.NO_CONTENT).build();
        }
        return rows.evaluate(caller, functions).flatMap(outcomes -> {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            for (int i = 0; i < functions.size(); i++) {
                body.put(functions.get(i).name(), RowJson.member(outcomes.get(i).orElse(null)));
            }
            return answer(HttpStatus.OK).bodyValue(json.writeValueAsBytes(body));
        });
    }

    private static Mono<ServerResponse> options(String allowed) {
        return ServerResponse.ok()
                .header(HttpHeaders.ALLOW, allowed)
                .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .build();
    }

    private Mono<ServerResponse> methodNotAllowed(String allowed) {
        return problem(Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This address knows only " + allowed + ".")
                .withHeader(HttpHeaders.ALLOW, allowed));
    }

    private Mono<ServerResponse> preconditionFailed(DomainException.Conflict conflict) {
        Problem problem = Problem.of(conflict);
        if (conflict.current() instanceof Stored<?> row && schema.type().isInstance(row.value())) {
            Stored<T> current =
                    new Stored<>(row.id(), row.version(), schema.type().cast(row.value()));
            problem = problem.with("current", RowJson.of(schema, current))
                    .withHeader(HttpHeaders.ETAG, EntityTags.of(current));
        }
        return problem(problem);
    }

    private Mono<Draft<T>> draft(ServerRequest request, @Nullable Long id) {
        return body(request).map(object -> RowJson.draft(schema, object, id, Set.of()));
    }

    /** The body as a JSON object, checked in the order of the protocol: first its type, then its JSON. */
    private static Mono<JsonNode> body(ServerRequest request) {
        return text(request).map(ResourceHandler::object);
    }

    /** The body as it came, if it says that it is JSON. */
    private static Mono<byte[]> text(ServerRequest request) {
        String type = request.headers().firstHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return Mono.error(new Refused(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Request must have \"Content-Type: application/json\" header")));
        }
        // Not by the request's own means, which refuse a type whose parameters they do not know.
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), MOST_BYTES)
                .map(ResourceHandler::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static JsonNode object(byte[] text) {
        JsonNode read = decoded(text, UNDECODABLE);
        if (!read.isObject()) {
            throw undecodable(UNDECODABLE, "The JSON must be an object, such as {\"name\": \"value\"}.");
        }
        return read;
    }

    private static JsonNode decoded(String text, String message) {
        return decoded(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static JsonNode decoded(byte[] text, String message) {
        try {
            return StrictJson.read(text);
        } catch (StrictJson.Undecodable noJson) {
            throw undecodable(message, String.valueOf(noJson.getMessage()));
        }
    }

    private static DomainException undecodable(String message, String detail) {
        return new DomainException.Invalid(message, detail);
    }

    private Versions accepted(ServerRequest request) {
        List<String> ifMatch = request.headers().header(HttpHeaders.IF_MATCH);
        if (ifMatch.isEmpty() && settings.requireIfMatch()) {
            throw new Refused(Problem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "A change needs the header If-Match with the ETag of the row that it is based on."));
        }
        return EntityTags.accepted(ifMatch);
    }

    private long id(ServerRequest request) {
        Long id = idOrNull(request);
        if (id == null) {
            throw new DomainException.NotFound(
                    "There is no " + rows.resource().name() + " with the id " + request.pathVariable("id") + ".");
        }
        return id;
    }

    /** The id in the path, or null when it is no number that an id can be. */
    private static @Nullable Long idOrNull(ServerRequest request) {
        String id = request.pathVariable("id");
        return id.matches(NUMBER) ? Long.valueOf(id) : null;
    }

    private Mono<ServerResponse> conditional(
            ServerRequest request, String tag, byte[] body, Consumer<HttpHeaders> more) {
        if (EntityTags.unchanged(request.headers().header(HttpHeaders.IF_NONE_MATCH), tag)) {
            return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .headers(more)
                    .eTag(tag)
                    .build();
        }
        return answer(HttpStatus.OK).headers(more).eTag(tag).bodyValue(body);
    }

    private static ServerResponse.BodyBuilder answer(HttpStatus status) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private Mono<ServerResponse> problem(Problem problem) {
        return ServerResponse.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .headers(headers -> headers.putAll(problem.headers()))
                .bodyValue(json.writeValueAsBytes(problem.body()));
    }

    private byte[] bytes(Stored<T> row) {
        return json.writeValueAsBytes(RowJson.of(schema, row));
    }
}
