package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.web.http.SiteOrigin;
import io.flangular.web.problem.Problem;
import io.flangular.web.resource.limit.RequestMemory;
import io.flangular.web.resource.query.QueryParameters;
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
    /** The characters that any thread may encode, which takes it about a millisecond. */
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

    /** The rows as JSON objects, with the changes that made them if the request asks for them. */
    Mono<List<Map<String, @Nullable Object>>> members(ServerRequest request, Caller caller, List<Stored<T>> found) {
        if (!HistoryJson.isWanted(QueryParameters.first(request, "with"))) {
            return Mono.just(found.stream().map(row -> RowJson.of(schema, row)).toList());
        }
        return rows.changes(caller, found)
                .map(changes -> found.stream()
                        .map(row -> HistoryJson.with(changes.get(row.id()), row, RowJson.of(schema, row)))
                        .toList());
    }

    /**
     * The same, within the memory budget. Not used after a change, when it is too late to reject the request. Long
     * strings are passed on by a scheduler, where it takes a while to encode them: drivers pass rows on by their event
     * loops.
     */
    Mono<List<Map<String, @Nullable Object>>> membersInMemory(
            ServerRequest request, Caller caller, List<Stored<T>> found) {
        long characters = 0;
        for (Stored<T> row : found) {
            characters += row.values().characters();
        }
        Mono<List<Map<String, @Nullable Object>>> members = RequestMemory.require(
                        characters * Page.BYTES_OF_A_CHARACTER)
                .then(Mono.defer(() -> members(request, caller, found)));
        return characters > ENCODED_AT_ONCE ? members.publishOn(Schedulers.boundedElastic()) : members;
    }

    /** 200 with a row. */
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

    /** The URL of the collection. */
    String url(ServerRequest request) {
        return origin.of(request.exchange().getRequest()) + path;
    }

    /** The URL of a row. */
    String url(ServerRequest request, Stored<T> row) {
        return url(request) + "/" + row.id();
    }

    /** 200 without an entity tag. */
    Mono<ServerResponse> ok(Map<String, ? extends @Nullable Object> members) {
        return answer(HttpStatus.OK).bodyValue(bytes(members));
    }

    /** 204. */
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

    /** 412 with the current row. */
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

    /** An error response. */
    Mono<ServerResponse> problem(Problem problem) {
        return ServerResponse.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .headers(headers -> headers.putAll(problem.headers()))
                .bodyValue(bytes(problem.body()));
    }

    /** An object as JSON. */
    byte[] bytes(Map<String, ? extends @Nullable Object> members) {
        return json.writeValueAsBytes(members);
    }

    private static ServerResponse.BodyBuilder answer(HttpStatus status) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
