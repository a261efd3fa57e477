package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import io.flangular.web.problem.Problem;
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
import tools.jackson.databind.json.JsonMapper;

/** Answers about the rows of one collection, in JSON and with entity tags. */
final class RowAnswers<T extends Record> {
    private final Schema<T> schema;
    private final String path;
    private final JsonMapper json;

    /** Answers about rows that are found below that path. */
    RowAnswers(Schema<T> schema, String path, JsonMapper json) {
        this.schema = schema;
        this.path = path;
        this.json = json;
    }

    /** A row as it is after a change. */
    Mono<ServerResponse> row(Stored<T> row) {
        return answer(HttpStatus.OK).eTag(EntityTags.of(row)).bodyValue(bytes(RowJson.of(schema, row)));
    }

    /** A row that has come to be where it is. */
    Mono<ServerResponse> rowAt(HttpStatus status, Stored<T> row) {
        return answer(status)
                .location(URI.create(place(row)))
                .eTag(EntityTags.of(row))
                .bodyValue(bytes(RowJson.of(schema, row)));
    }

    /** Where a row is. */
    String place(Stored<T> row) {
        return path + "/" + row.id();
    }

    /** Something that has no tag. */
    Mono<ServerResponse> ok(Map<String, ? extends @Nullable Object> members) {
        return answer(HttpStatus.OK).bodyValue(bytes(members));
    }

    /** That there is nothing to show. */
    Mono<ServerResponse> nothing() {
        return answer(HttpStatus.NO_CONTENT).build();
    }

    /** A body of that tag, or only that the caller has it already; in either case with more headers. */
    Mono<ServerResponse> conditional(ServerRequest request, String tag, byte[] body, Consumer<HttpHeaders> more) {
        List<String> known = request.headers().header(HttpHeaders.IF_NONE_MATCH);
        if (EntityTags.unchanged(known, tag)) {
            return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .headers(more)
                    .eTag(tag)
                    .build();
        }
        return answer(HttpStatus.OK).headers(more).eTag(tag).bodyValue(body);
    }

    /** That somebody else was faster, with the row as it is now. */
    Mono<ServerResponse> preconditionFailed(DomainException.Conflict conflict) {
        Problem problem = Problem.of(conflict);
        if (conflict.current() instanceof Stored<?> row && schema.type().isInstance(row.value())) {
            Stored<T> current =
                    new Stored<>(row.id(), row.version(), schema.type().cast(row.value()));
            problem = problem.with("current", RowJson.of(schema, current))
                    .withHeader(HttpHeaders.ETAG, EntityTags.of(current));
        }
        return problem(problem);
    }

    /** What went wrong. */
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
