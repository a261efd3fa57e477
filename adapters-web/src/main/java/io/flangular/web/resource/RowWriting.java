package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Query;
import io.flangular.domain.resource.QueryBuilder;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Versions;
import io.flangular.web.PathId;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Answers the requests that change the rows of one collection, one or many at a time. */
final class RowWriting<T extends Record> {
    private final ManageResource<T> rows;
    private final Schema<T> schema;
    private final RowAnswers<T> answers;
    private final ApiSettings settings;

    RowWriting(ManageResource<T> rows, RowAnswers<T> answers, ApiSettings settings) {
        this.rows = rows;
        this.schema = rows.resource().schema();
        this.answers = answers;
        this.settings = settings;
    }

    /** Adds a row, once for each {@code Idempotency-Key}. */
    Mono<ServerResponse> create(ServerRequest request, Caller caller) {
        return RequestJson.body(request)
                .flatMap(body -> {
                    Draft<T> draft = RowJson.draft(schema, RequestJson.object(body), null, Set.of());
                    List<String> names = request.headers().header(IdempotencyKeyHeader.NAME);
                    return names.isEmpty()
                            ? rows.create(caller, draft)
                            : rows.create(caller, draft, IdempotencyKeyHeader.of(names, body));
                })
                .flatMap(row -> answers.rowAt(HttpStatus.CREATED, row));
    }

    /** Sets the given fields of a row. */
    Mono<ServerResponse> change(ServerRequest request, Caller caller) {
        // An unknown field wins over a missing row, so the body is read first, whatever the id is.
        Long known = PathId.numberOrNull(request.pathVariable("id"));
        Long id = known == null ? Long.valueOf(0) : known;
        return RequestJson.object(request)
                .map(object -> RowJson.draft(schema, object, id, Set.of()))
                .flatMap(draft -> rows.change(caller, id(request), accepted(request), draft))
                .flatMap(answers::row);
    }

    /** Takes a row away. */
    Mono<ServerResponse> delete(ServerRequest request, Caller caller) {
        return rows.delete(caller, id(request), accepted(request)).then(Mono.defer(answers::nothing));
    }

    /** Puts an earlier version of a row back. */
    Mono<ServerResponse> restore(ServerRequest request, Caller caller) {
        String given = request.pathVariable("version");
        Long version = PathId.numberOrNull(given);
        if (version == null) {
            throw new DomainException.NotFound("There is no version " + given + ".");
        }
        return rows.restore(caller, id(request), version, accepted(request))
                .flatMap(row -> answers.rowAt(HttpStatus.OK, row));
    }

    /** Sets the given fields in every row that the search finds. */
    Mono<ServerResponse> changeAll(ServerRequest request, Caller caller) {
        if (request.queryParams().containsKey("q")) {
            // The row that a search in the address finds would not be the ones that change.
            throw new DomainException.Invalid(
                    QueryBuilder.MESSAGE, "For a change of many rows, q belongs into the body.");
        }
        return RequestJson.object(request).flatMap(object -> {
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

    /** Takes every row away that the search finds. */
    Mono<ServerResponse> deleteAll(ServerRequest request, Caller caller) {
        String given = QueryParameters.first(request, "q");
        if (given == null) {
            throw new DomainException.Invalid(
                    QueryBuilder.MESSAGE, "A deletion of many rows needs q; q={} means all of them.");
        }
        JsonNode q = RequestJson.parameter(given, "Unable to decode search query");
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
        return answers.ok(Map.of(name, count));
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
        return PathId.number(
                request, "There is no " + rows.resource().name() + " with the id " + request.pathVariable("id") + ".");
    }
}
