package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.web.http.SiteOrigin;
import io.flangular.web.parameter.PathId;
import io.flangular.web.problem.Problem;
import io.flangular.web.resource.limit.RequestMemory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Builds the responses about the rows of one collection, in JSON and with entity tags. */
final class RowResponses<T extends Record> {
    /** The number of characters that are encoded on any thread, in about a millisecond. */
    private static final long ENCODED_AT_ONCE = 100_000;

    private final ManageResource<T> rows;
    private final Schema<T> schema;
    private final String path;
    private final SiteOrigin origin;
    private final JsonMapper json;

    RowResponses(ManageResource<T> rows, String path, SiteOrigin origin, JsonMapper json) {
        this.rows = rows;
        this.schema = rows.resource().schema();
        this.path = path;
        this.origin = origin;
        this.json = json;
    }

    /** The rows as JSON objects, with the member {@code _change} if requested by {@code with=change}. */
    Mono<List<Map<String, @Nullable Object>>> members(ServerRequest request, Caller caller, List<Stored<T>> found) {
        if (request.queryParam("with").isEmpty()) {
            return Mono.just(found.stream().map(row -> RowJson.of(schema, row)).toList());
        }
        return rows.changes(caller, found)
                .map(changes -> found.stream()
                        .map(row -> HistoryJson.with(changes.get(row.id()), row, RowJson.of(schema, row)))
                        .toList());
    }

    /**
     * The same, within the memory budget. Not used after a change, when it is too late to reject the request. Long
     * strings are encoded on a scheduler, since database drivers emit rows on their event loops.
     */
    Mono<List<Map<String, @Nullable Object>>> membersWithinBudget(
            ServerRequest request, Caller caller, List<Stored<T>> found) {
        long characters = 0;
        for (Stored<T> row : found) {
            characters += row.values().characters();
        }
        Mono<List<Map<String, @Nullable Object>>> members = RequestMemory.require(characters * Page.BYTES_PER_CHARACTER)
                .then(Mono.defer(() -> members(request, caller, found)));
        return characters > ENCODED_AT_ONCE ? members.publishOn(Schedulers.boundedElastic()) : members;
    }

    Mono<ServerResponse> row(ServerRequest request, Caller caller, Stored<T> row) {
        return members(request, caller, List.of(row))
                .flatMap(members ->
                        answer(HttpStatus.OK).eTag(EntityTags.of(row)).bodyValue(bytes(members.getFirst())));
    }

    /** A row that was created or restored, with its URL in {@code Location}. */
    Mono<ServerResponse> rowAt(ServerRequest request, Caller caller, HttpStatus status, Stored<T> row) {
        return members(request, caller, List.of(row))
                .flatMap(members -> answer(status)
                        .location(URI.create(url(request, row)))
                        .eTag(EntityTags.of(row))
                        .bodyValue(bytes(members.getFirst())));
    }

    long id(ServerRequest request) {
        return PathId.number(
                request, "There is no " + rows.resource().name() + " with the id " + request.pathVariable("id") + ".");
    }

    String url(ServerRequest request) {
        return origin.of(request.exchange().getRequest()) + path;
    }

    String url(ServerRequest request, Stored<T> row) {
        return url(request) + "/" + row.id();
    }

    Mono<ServerResponse> ok(Map<String, ? extends @Nullable Object> members) {
        return answer(HttpStatus.OK).bodyValue(bytes(members));
    }

    Mono<ServerResponse> noContent() {
        return answer(HttpStatus.NO_CONTENT).build();
    }

    /** 200 with an entity tag, or 304 when the client has this representation; both with additional headers. */
    Mono<ServerResponse> conditional(ServerRequest request, String tag, byte[] body, Consumer<HttpHeaders> more) {
        List<String> known = request.headers().header(HttpHeaders.IF_NONE_MATCH);
        if (EntityTags.unchanged(known, tag)) {
            return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .headers(more)
                    .eTag(tag)
                    .build();
        }
        return RequestMemory.retain(body.length)
                .then(answer(HttpStatus.OK).headers(more).eTag(tag).bodyValue(body));
    }

    Mono<ServerResponse> preconditionFailed(ServerRequest request, Caller caller, DomainException.Conflict conflict) {
        Problem problem = Problem.of(conflict);
        if (!(conflict.current() instanceof Stored<?> current)) {
            return problem(problem);
        }
        @SuppressWarnings("unchecked") // of this collection, as all that its service answers
        Stored<T> row = (Stored<T>) current;
        return members(request, caller, List.of(row))
                .flatMap(members -> problem(problem.with("current", members.getFirst())
                        .with("current_version", row.version())
                        .withHeader(HttpHeaders.ETAG, EntityTags.of(row))));
    }

    Mono<ServerResponse> problem(Problem problem) {
        return problem.response()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .bodyValue(bytes(problem.body()));
    }

    byte[] bytes(Map<String, ? extends @Nullable Object> members) {
        return json.writeValueAsBytes(members);
    }

    private static ServerResponse.BodyBuilder answer(HttpStatus status) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
