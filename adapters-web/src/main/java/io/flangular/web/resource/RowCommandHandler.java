package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.idempotency.IdempotencyKey;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.query.QueryBuilder;
import io.flangular.domain.resource.schema.Draft;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import io.flangular.web.parameter.PathId;
import io.flangular.web.parameter.SupportedParameters;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.query.QueryJson;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Handles the requests that change one collection: single rows and bulk changes. */
final class RowCommandHandler<T extends Record> {
    private static final String DELETED = "num_deleted";
    private static final String CHANGE_NEEDS =
            "A change needs the header If-Match with the ETag of the row that it is based on.";
    private static final String RESTORATION_NEEDS =
            CHANGE_NEEDS + " To bring back a row that was deleted, send If-Match: *.";

    private final ManageResource<T> rows;
    private final Schema<T> schema;
    private final RowResponses<T> responses;
    private final ApiSettings settings;
    private final ExpensiveRequests expensive;

    RowCommandHandler(
            ManageResource<T> rows, RowResponses<T> responses, ApiSettings settings, ExpensiveRequests expensive) {
        this.rows = rows;
        this.schema = rows.resource().schema();
        this.responses = responses;
        this.settings = settings;
        this.expensive = expensive;
    }

    /** Whether a change is only simulated: the parameter {@code dry_run}. */
    static boolean isDryRun(ServerRequest request) {
        String given = request.queryParam("dry_run").orElse("false");
        if (!given.equals("true") && !given.equals("false")) {
            throw new DomainException.Invalid("dry_run must be true or false.");
        }
        return given.equals("true");
    }

    /** Creates a row, at most once per {@code Idempotency-Key}. */
    Mono<ServerResponse> create(ServerRequest request, Caller caller) {
        boolean dryRun = isDryRun(request);
        return RequestJson.body(request, caller, expensive).flatMap(body -> {
            Draft<T> draft = RowJson.draft(schema, RequestJson.object(body), null, Set.of());
            List<String> keys = request.headers().header(SupportedParameters.IDEMPOTENCY_KEY);
            Mono<Stored<T>> created =
                    keys.isEmpty() ? rows.create(caller, draft) : rows.create(caller, draft, key(keys, body));
            return dryRun
                    ? preview(request, caller, created, false)
                    : created.flatMap(row -> responses.rowAt(request, caller, HttpStatus.CREATED, row));
        });
    }

    /** The key of a request, with a hash of the body as fingerprint. */
    private static IdempotencyKey key(List<String> headers, byte[] body) {
        if (headers.size() > 1) {
            throw new DomainException.Invalid("Idempotency-Key must be given once.");
        }
        return new IdempotencyKey(headers.getFirst(), HexFormat.of().formatHex(EntityTags.sha256(body)));
    }

    /** The result of a dry run, without entity tag and {@code Location}, since nothing is stored. */
    private Mono<ServerResponse> preview(ServerRequest request, Caller caller, Mono<Stored<T>> work, boolean hasId) {
        return rows.preview(work.flatMap(row -> responses.members(request, caller, List.of(row))))
                .flatMap(members -> {
                    Map<String, @Nullable Object> row = members.getFirst();
                    if (!hasId) {
                        row.put(Schema.ID, null);
                    }
                    return responses.ok(row);
                });
    }

    Mono<ServerResponse> change(ServerRequest request, Caller caller) {
        // The error for an unknown field takes precedence over a missing row, so the body is read first.
        Long known = PathId.numberOrNull(request.pathVariable("id"));
        Long id = known == null ? Long.valueOf(0) : known;
        boolean dryRun = isDryRun(request);
        return RequestJson.object(request, caller, expensive)
                .map(object -> RowJson.draft(schema, object, id, Set.of()))
                .flatMap(draft -> {
                    Mono<Stored<T>> changed =
                            explained(request, accepted -> rows.change(caller, responses.id(request), accepted, draft));
                    return dryRun
                            ? preview(request, caller, changed, true)
                            : changed.flatMap(row -> responses.row(request, caller, row));
                });
    }

    Mono<ServerResponse> delete(ServerRequest request, Caller caller) {
        long id = responses.id(request);
        Mono<Void> deleted = explained(request, accepted -> rows.delete(caller, id, accepted));
        boolean dryRun = isDryRun(request);
        return requireNothingButTheRow(request, caller, id)
                .then(Mono.defer(() -> dryRun
                        ? rows.preview(deleted).then(Mono.defer(() -> counted(DELETED, 1)))
                        : deleted.then(Mono.defer(responses::noContent))));
    }

    /** Some clients send the row that they delete, as with Flask-Restless. Anything else could be a condition. */
    private Mono<Void> requireNothingButTheRow(ServerRequest request, Caller caller, long id) {
        return RequestJson.bytes(request, caller, expensive)
                .filter(body -> body.length > 0)
                .doOnNext(body -> {
                    JsonNode row = RequestJson.object(body);
                    if (!row.has(Schema.ID)) {
                        throw new DomainException.Invalid(
                                "DELETE has no body here but the row itself, with its id. Nothing was changed.");
                    }
                    if (!RowJson.sameId(row.get(Schema.ID), id)) {
                        throw new DomainException.Invalid(
                                "The id in the body is not that of the URL. Nothing was changed.");
                    }
                    RowJson.draft(schema, row, id, Set.of(HistoryJson.MEMBER));
                })
                .then();
    }

    Mono<ServerResponse> restore(ServerRequest request, Caller caller) {
        String given = request.pathVariable("version");
        Long version = PathId.numberOrNull(given);
        if (version == null) {
            throw new DomainException.NotFound("There is no version " + given + ".");
        }
        Mono<Stored<T>> restored = explained(
                request, RESTORATION_NEEDS, accepted -> rows.restore(caller, responses.id(request), version, accepted));
        return isDryRun(request)
                ? preview(request, caller, restored, true)
                : restored.flatMap(row -> responses.rowAt(request, caller, HttpStatus.OK, row));
    }

    /** Refuses a bulk change with a search in the URL, which Flask-Restless ignored: other rows would change. */
    static void requireNoSearchInUrl(ServerRequest request) {
        if (request.queryParams().containsKey("q")) {
            throw new DomainException.Invalid(
                    QueryBuilder.MESSAGE, "For a change of many rows, q belongs into the body.");
        }
    }

    Mono<ServerResponse> changeAll(ServerRequest request, Caller caller) {
        boolean dryRun = isDryRun(request);
        return RequestJson.object(request, caller, expensive).flatMap(object -> {
            JsonNode q = object.get("q");
            Draft<T> change = RowJson.draft(schema, object, null, Set.of("q"));
            if (q == null && !change.given().isEmpty()) {
                throw new DomainException.Invalid(
                        QueryBuilder.MESSAGE, "A change of many rows needs q; {\"q\": {}} means all of them.");
            }
            Query query = QueryJson.ofChange(schema, q);
            if (QueryJson.single(q)) {
                throw QueryBuilder.mistake("q", "a change of many rows does not know \"single\"");
            }
            Mono<Long> changed = rows.changeAll(caller, query, change);
            return expensive
                    .statements()
                    .limit(caller.id(), dryRun ? rows.preview(changed) : changed)
                    .flatMap(count -> counted("num_modified", count));
        });
    }

    Mono<ServerResponse> deleteAll(ServerRequest request, Caller caller) {
        String given = request.queryParam("q").orElse(null);
        if (given == null) {
            throw new DomainException.Invalid(
                    QueryBuilder.MESSAGE, "A deletion of many rows needs q; q={} means all of them.");
        }
        JsonNode q = RequestJson.parameter(given, "Unable to decode search query");
        Query query = QueryJson.ofDeletion(schema, q);
        if (query.isLimited()) {
            throw new DomainException.Invalid(QueryBuilder.MESSAGE, "A deletion knows neither limit nor offset.");
        }
        boolean dryRun = isDryRun(request);
        Mono<Long> deleted = QueryJson.single(q)
                ? rows.single(caller, query)
                        .flatMap(row -> rows.delete(caller, row.id(), Versions.ANY))
                        .thenReturn(1L)
                : rows.deleteAll(caller, query);
        return expensive
                .statements()
                .limit(caller.id(), dryRun ? rows.preview(deleted) : deleted)
                .flatMap(count -> {
                    if (count == 0) {
                        throw new DomainException.NotFound("No result found");
                    }
                    return counted(DELETED, count);
                });
    }

    private Mono<ServerResponse> counted(String name, long count) {
        return responses.ok(Map.of(name, count));
    }

    private <R> Mono<R> explained(ServerRequest request, Function<Versions, Mono<R>> work) {
        return explained(request, CHANGE_NEEDS, work);
    }

    /** Runs a change with the versions of {@code If-Match}. The conflict explains a header without any tag of a row. */
    private <R> Mono<R> explained(ServerRequest request, String needs, Function<Versions, Mono<R>> work) {
        List<String> ifMatch = request.headers().header(HttpHeaders.IF_MATCH);
        if (ifMatch.isEmpty() && settings.requireIfMatch()) {
            throw new ProblemException(HttpStatus.PRECONDITION_REQUIRED, needs);
        }
        Versions accepted = EntityTags.accepted(ifMatch, PathId.numberOrNull(request.pathVariable("id")));
        Mono<R> done = work.apply(accepted);
        return accepted.equals(Versions.oneOf(Set.of()))
                ? done.onErrorMap(
                        DomainException.Conflict.class,
                        conflict -> new DomainException.Conflict(EntityTags.foreign(ifMatch), conflict.current()))
                : done;
    }
}
