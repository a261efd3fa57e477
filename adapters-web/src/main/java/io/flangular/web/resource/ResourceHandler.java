package io.flangular.web.resource;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.http.EmptyBody;
import io.flangular.web.http.Methods;
import io.flangular.web.parameter.SupportedParameters;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.query.ListParameters;
import io.flangular.web.resource.query.QueryJson;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Handles the requests to one collection, in the protocol of Flask-Restless 0.17 with entity tags. */
final class ResourceHandler<T extends Record> {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final SupportedParameters LIST = SupportedParameters.ofParameters(
            "q", ListParameters.PAGE, "results_per_page", "count", "after", "before", "with");
    private static final SupportedParameters EXPORT = SupportedParameters.ofParameters("q");
    private static final SupportedParameters GET = SupportedParameters.ofParameters("with");
    private static final SupportedParameters HISTORY =
            SupportedParameters.ofParameters(ListParameters.PAGE, "results_per_page", "count");
    private static final SupportedParameters EVALUATE = SupportedParameters.ofParameters("q");
    private static final SupportedParameters CREATE =
            SupportedParameters.ofParameters("dry_run", "with").withHeaders(SupportedParameters.IDEMPOTENCY_KEY);
    // Idempotency-Key is refused by the import itself, which says why.
    private static final SupportedParameters IMPORT =
            SupportedParameters.ofParameters("columns", "dry_run").withHeaders(SupportedParameters.IDEMPOTENCY_KEY);
    private static final SupportedParameters CHANGE =
            SupportedParameters.ofParameters("dry_run", "with").withHeaders(HttpHeaders.IF_MATCH);
    private static final SupportedParameters DELETE =
            SupportedParameters.ofParameters("dry_run").withHeaders(HttpHeaders.IF_MATCH);
    private static final SupportedParameters CHANGE_ALL = SupportedParameters.ofParameters("dry_run");
    private static final SupportedParameters DELETE_ALL = SupportedParameters.ofParameters("dry_run", "q");

    private final Resource<T> resource;
    private final Schema<T> schema;
    private final String path;
    private final RowResponses<T> responses;
    private final RowQueryHandler<T> queries;
    private final RowCommandHandler<T> commands;
    private final CsvHandler<T> csv;

    ResourceHandler(
            ManageResource<T> rows,
            ApiSettings settings,
            JsonMapper json,
            ExpensiveRequests expensive,
            CsvUploads uploads) {
        resource = rows.resource();
        schema = resource.schema();
        path = "/api/" + resource.name();
        responses = new RowResponses<>(rows, path, settings.origin(), json);
        queries = new RowQueryHandler<>(rows, responses, json, expensive);
        commands = new RowCommandHandler<>(rows, responses, settings, expensive);
        csv = new CsvHandler<>(rows, responses, expensive, uploads);
    }

    /** The routes of the collection, its tables in CSV, its rows and their history, and its functions. */
    RouterFunction<ServerResponse> routes() {
        Methods.Handler<Caller> change = checked(CHANGE, commands::change);
        Methods<Caller> row = get(checked(GET, queries::get))
                .unchecked(HttpMethod.PUT, change)
                .unchecked(HttpMethod.PATCH, change)
                .unchecked(HttpMethod.DELETE, checked(DELETE, commands::delete));
        Methods<Caller> restore = methods().unchecked(HttpMethod.POST, withoutBody(checked(CHANGE, commands::restore)));
        return RouterFunctions.route()
                .route(path(path), answering(collection()))
                .route(path(path + "/export"), answering(get(checked(EXPORT, csv::export))))
                .route(
                        path(path + "/import"),
                        answering(methods().unchecked(HttpMethod.POST, checked(IMPORT, csv::take))))
                .route(path(path + "/{id}"), answering(row))
                .route(path(path + "/{id}/history"), answering(get(checked(HISTORY, queries::history))))
                .route(path(path + "/{id}/history/{version}/restore"), answering(restore))
                .route(path("/api/eval/" + resource.name()), answering(get(checked(EVALUATE, queries::evaluate))))
                .build();
    }

    /** A list may also be exported in CSV, and a body in CSV is imported. */
    private Methods<Caller> collection() {
        return get((request, caller) -> CsvHandler.isWanted(request)
                        ? checked(EXPORT, csv::export).handle(request, caller)
                        : checked(list(request), queries::list).handle(request, caller))
                .unchecked(HttpMethod.POST, (request, caller) -> {
                    if (CsvHandler.isSent(request)) {
                        return checked(IMPORT, csv::take).handle(request, caller);
                    }
                    CsvHandler.requireClearType(request);
                    return checked(CREATE, commands::create).handle(request, caller);
                })
                .unchecked(HttpMethod.PUT, this::changeAll)
                .unchecked(HttpMethod.PATCH, this::changeAll)
                .unchecked(HttpMethod.DELETE, withoutBody(checked(DELETE_ALL, commands::deleteAll)));
    }

    private Mono<ServerResponse> changeAll(ServerRequest request, Caller caller) {
        RowCommandHandler.requireNoSearchInUrl(request);
        return checked(CHANGE_ALL, commands::changeAll).handle(request, caller);
    }

    /**
     * Flask-Restless ignored unknown parameters, as in the recorded request {@code page=2&colour=red}. They are still
     * ignored if they cannot be meant as a search: with {@code page}, without {@code q}, and with a name that is
     * neither a field nor a member of {@code q}.
     */
    private SupportedParameters list(ServerRequest request) {
        Set<String> given = request.queryParams().keySet();
        if (given.contains("q") || !given.contains(ListParameters.PAGE)) {
            return LIST;
        }
        return LIST.andParameters(given.stream()
                .filter(word -> word.matches("[a-z]{1,30}") && !QueryJson.isMember(word) && schema.typeOf(word) == null)
                .toArray(String[]::new));
    }

    private Methods.Handler<Caller> checked(SupportedParameters supported, Methods.Handler<Caller> handler) {
        return (request, caller) -> {
            supported.check(request);
            HistoryJson.requireKnown(request.queryParam("with").orElse(null));
            return Mono.defer(() -> handler.handle(request, caller))
                    .onErrorResume(
                            DomainException.Conflict.class,
                            conflict -> responses.preconditionFailed(request, caller, conflict));
        };
    }

    private static Methods.Handler<Caller> withoutBody(Methods.Handler<Caller> handler) {
        return (request, caller) -> EmptyBody.require(request).then(Mono.defer(() -> handler.handle(request, caller)));
    }

    private Methods<Caller> get(Methods.Handler<Caller> handler) {
        Methods.Handler<Caller> withoutBody = withoutBody(handler);
        return methods().unchecked(HttpMethod.GET, withoutBody).unchecked(HttpMethod.HEAD, withoutBody);
    }

    /** Methods for callers whom the policy of the collection permits to read or, other than by GET, to write. */
    private Methods<Caller> methods() {
        return new Methods<>(request -> AuthenticatedPrincipal.of(request)
                .map(AuthenticatedPrincipal::caller)
                .doOnNext(caller -> resource.require(
                        caller, READING.contains(request.method()) ? Permission.READ : Permission.WRITE)));
    }

    /** Adds OPTIONS, lists all methods in {@code Allow} as Flask-Restless does, and responds to errors. */
    private HandlerFunction<ServerResponse> answering(Methods<Caller> methods) {
        String allowed = Stream.concat(methods.supported().stream(), Stream.of(HttpMethod.OPTIONS))
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return request -> {
            if (request.method() == HttpMethod.OPTIONS) {
                return ServerResponse.ok()
                        .header(HttpHeaders.ALLOW, allowed)
                        .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .build();
            }
            if (!methods.supported().contains(request.method())) {
                return responses.problem(Methods.notAllowed(allowed, allowed).problem());
            }
            return methods.handle(request)
                    .onErrorResume(ProblemException.class, failure -> responses.problem(failure.problem()))
                    .onErrorResume(DomainException.class, refusal -> responses.problem(Problem.of(refusal)));
        };
    }
}
