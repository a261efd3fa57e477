package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.parameter.SupportedParameters;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.query.ListParameters;
import io.flangular.web.resource.query.QueryJson;
import io.flangular.web.resource.query.QueryParameters;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the requests to one collection in the protocol of Flask-Restless 0.17, so that its clients work unchanged;
 * entity tags and {@code If-Match} are added.
 */
final class ResourceHandler<T extends Record> {
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
        responses = new RowResponses<>(rows, path(), settings.origin(), json);
        queries = new RowQueryHandler<>(rows, responses, json, expensive);
        commands = new RowCommandHandler<>(rows, responses, settings, expensive);
        csv = new CsvHandler<>(rows, expensive, uploads, json);
    }

    /** The path of the collection. */
    String path() {
        return "/api/" + resource.name();
    }

    /** The path of aggregate functions over the collection. */
    String functionsPath() {
        return "/api/eval/" + resource.name();
    }

    /** Answers requests to the collection as a whole. */
    HandlerFunction<ServerResponse> collection() {
        return answering(new CollectionMethods(resource)
                .get((request, caller) -> CsvHandler.isWanted(request)
                        ? checked(EXPORT, csv::export).answer(request, caller)
                        : checked(list(request), queries::list).answer(request, caller))
                .on(HttpMethod.POST, (request, caller) -> {
                    if (CsvHandler.isSent(request)) {
                        return checked(IMPORT, csv::take).answer(request, caller);
                    }
                    CsvHandler.requireClearType(request);
                    return checked(CREATE, commands::create).answer(request, caller);
                })
                .change((request, caller) -> {
                    RowCommandHandler.requireNoSearchInUrl(request);
                    return checked(CHANGE_ALL, commands::changeAll).answer(request, caller);
                })
                .on(HttpMethod.DELETE, checked(DELETE_ALL, commands::deleteAll).withoutBody()));
    }

    /** Answers requests for the collection as a table; what {@link #collection} does when it is asked for CSV. */
    HandlerFunction<ServerResponse> exportTable() {
        return answering(new CollectionMethods(resource).get(checked(EXPORT, csv::export)));
    }

    /** Answers tables that are sent; what {@link #collection} does when it is sent CSV. */
    HandlerFunction<ServerResponse> importTable() {
        return answering(new CollectionMethods(resource).on(HttpMethod.POST, checked(IMPORT, csv::take)));
    }

    /** Answers requests to one row. */
    HandlerFunction<ServerResponse> row() {
        return answering(new CollectionMethods(resource)
                .get(checked(GET, queries::get))
                .change(checked(CHANGE, commands::change))
                .on(HttpMethod.DELETE, checked(DELETE, commands::delete)));
    }

    /** Answers requests to the history of one row. */
    HandlerFunction<ServerResponse> history() {
        return answering(new CollectionMethods(resource).get(checked(HISTORY, queries::history)));
    }

    /** Answers requests to restore a version of one row. */
    HandlerFunction<ServerResponse> restoration() {
        return answering(new CollectionMethods(resource)
                .on(HttpMethod.POST, checked(CHANGE, commands::restore).withoutBody()));
    }

    /** Answers requests for functions over the collection. */
    HandlerFunction<ServerResponse> functions() {
        return answering(new CollectionMethods(resource).get(checked(EVALUATE, queries::evaluate)));
    }

    /**
     * Flask-Restless ignored unknown parameters, and a recorded exchange shows it: {@code page=2&colour=red}. That is
     * kept where the name cannot have been meant as a search: beside {@code page}, without {@code q}, a plain word that
     * is neither a field nor a member of {@code q}.
     */
    private SupportedParameters list(ServerRequest request) {
        Set<String> given = request.queryParams().keySet();
        if (given.contains("q") || !given.contains(ListParameters.PAGE)) {
            return LIST;
        }
        return LIST.andParameters(given.stream()
                .filter(word ->
                        word.matches("[a-z]{1,30}") && !QueryJson.MEMBERS.contains(word) && schema.typeOf(word) == null)
                .toArray(String[]::new));
    }

    private static CollectionMethods.Work checked(SupportedParameters supported, CollectionMethods.Work work) {
        return (request, caller) -> {
            supported.check(request);
            HistoryJson.requireKnown(QueryParameters.first(request, "with"));
            return work.answer(request, caller);
        };
    }

    private HandlerFunction<ServerResponse> answering(CollectionMethods methods) {
        return request -> caller(request)
                // The work runs inside of an operator: thrown outside, an exception would miss what makes it an answer.
                .flatMap(caller -> Mono.defer(() -> methods.answer(request, caller))
                        .onErrorResume(
                                DomainException.Conflict.class,
                                conflict -> responses.preconditionFailed(request, caller, conflict)))
                .onErrorResume(ProblemException.class, failure -> responses.problem(failure.problem()))
                .onErrorResume(DomainException.class, refusal -> responses.problem(Problem.of(refusal)));
    }

    private static Mono<Caller> caller(ServerRequest request) {
        return request.principal()
                .cast(AuthenticatedPrincipal.class)
                .switchIfEmpty(Mono.error(DomainException.NotAuthenticated::new))
                .map(AuthenticatedPrincipal::caller);
    }
}
