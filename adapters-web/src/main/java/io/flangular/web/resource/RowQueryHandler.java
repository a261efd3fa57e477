package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.query.ListParameters;
import io.flangular.web.resource.query.Pagination;
import io.flangular.web.resource.query.QueryJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Handles the requests that read one collection: lists, rows, history and aggregate functions. */
final class RowQueryHandler<T extends Record> {
    private final ManageResource<T> rows;
    private final Schema<T> schema;
    private final RowResponses<T> responses;
    private final JsonMapper json;
    private final ExpensiveRequests expensive;

    RowQueryHandler(ManageResource<T> rows, RowResponses<T> responses, JsonMapper json, ExpensiveRequests expensive) {
        this.rows = rows;
        this.schema = rows.resource().schema();
        this.responses = responses;
        this.json = json;
        this.expensive = expensive;
    }

    /** A page of rows or, with {@code single}, one row. */
    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        ListParameters parameters = ListParameters.of(request);
        JsonNode q = parameters.q() == null ? null : RequestJson.parameter(parameters.q());
        Query query = QueryJson.ofList(schema, q);
        if (QueryJson.single(q)) {
            return expensive
                    .limitList(caller.id(), query, rows.single(caller, query))
                    .flatMap(row -> responses
                            .membersWithinBudget(request, caller, List.of(row))
                            .flatMap(members -> responses.conditional(
                                    request,
                                    EntityTags.ofFound(row),
                                    responses.bytes(members.getFirst()),
                                    headers -> headers.set(HttpHeaders.LOCATION, responses.url(request, row)))));
        }
        Pagination pagination = new Pagination(
                responses.url(request),
                parameters,
                schema,
                query,
                json,
                (id, version) -> rows.get(caller, id, version));
        return pagination
                .request()
                .flatMap(wanted -> expensive.limitList(caller.id(), query, rows.list(caller, query, wanted)))
                .flatMap(page -> responses
                        .membersWithinBudget(request, caller, page.rows())
                        .flatMap(members -> {
                            if (page.shortened() && query.isLimited()) {
                                throw tooLarge("rows", members.size());
                            }
                            String link = pagination.links(page);
                            Map<String, Object> list =
                                    listBody(parameters, parameters.number(page), page.total(), members);
                            list.putAll(pagination.unlinked());
                            byte[] body = responses.bytes(list);
                            return responses.conditional(request, EntityTags.of(body, link), body, headers -> {
                                if (link != null) {
                                    headers.set(HttpHeaders.LINK, link);
                                }
                            });
                        }));
    }

    /** The error for a page that is too large, when no link could lead to the rest. */
    private static DomainException tooLarge(String what, int fitting) {
        return new DomainException.Invalid(
                "The " + what + " of this page have more than " + Page.MAX_CHARACTERS + " characters together.",
                "Ask for fewer with results_per_page; the first " + fitting + " would fit.");
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

    Mono<ServerResponse> get(ServerRequest request, Caller caller) {
        return rows.get(caller, responses.id(request))
                .flatMap(row -> responses
                        .membersWithinBudget(request, caller, List.of(row))
                        .flatMap(members -> responses.conditional(
                                request, EntityTags.of(row), responses.bytes(members.getFirst()), headers -> {})));
    }

    Mono<ServerResponse> history(ServerRequest request, Caller caller) {
        long id = responses.id(request);
        ListParameters parameters = ListParameters.of(request);
        return expensive
                .pages()
                .limit(caller.id(), rows.history(caller, id, parameters.numbered()))
                .publishOn(Schedulers.boundedElastic()) // it takes a while to encode long strings
                .flatMap(page -> {
                    if (page.shortened()) {
                        throw tooLarge("entries", page.entries().size());
                    }
                    byte[] body = responses.bytes(listBody(
                            parameters,
                            parameters.numbered().number(),
                            parameters.counted() ? page.total() : Page.NOT_COUNTED,
                            page.entries().stream()
                                    .map(entry -> HistoryJson.of(schema, entry))
                                    .toList()));
                    return responses.conditional(request, EntityTags.of(body, null), body, headers -> {});
                });
    }

    Mono<ServerResponse> evaluate(ServerRequest request, Caller caller) {
        String given = request.queryParam("q").orElse("");
        if (given.isEmpty()) {
            throw new DomainException.Invalid("Empty query parameter");
        }
        List<Aggregate> functions = QueryJson.functions(schema, RequestJson.parameter(given));
        if (functions.isEmpty()) {
            return responses.noContent();
        }
        return expensive
                .statements()
                .limit(caller.id(), rows.evaluate(caller, functions))
                .flatMap(outcomes -> {
                    Map<String, @Nullable Object> body = new LinkedHashMap<>();
                    for (int i = 0; i < functions.size(); i++) {
                        body.put(
                                functions.get(i).name(),
                                RowJson.member(outcomes.get(i).orElse(null)));
                    }
                    return responses.ok(body);
                });
    }
}
