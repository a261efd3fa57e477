package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.resource.ManageResource;
import io.flangular.web.Authenticated;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.Refused;
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
    private final String name;
    private final RowAnswers<T> answers;
    private final RowReading<T> reading;
    private final RowWriting<T> writing;
    private final CsvHandler<T> csv;

    ResourceHandler(ManageResource<T> rows, ApiSettings settings, JsonMapper json, CsvGate gate) {
        name = rows.resource().name();
        answers = new RowAnswers<>(rows.resource().schema(), path(), json);
        reading = new RowReading<>(rows, path(), answers, json);
        writing = new RowWriting<>(rows, answers, settings);
        csv = new CsvHandler<>(rows, gate, json);
    }

    /** Where the collection is. */
    String path() {
        return "/api/" + name;
    }

    /** Where functions over the collection are evaluated. */
    String functionsPath() {
        return "/api/eval/" + name;
    }

    /** Answers requests to the collection as a whole. */
    HandlerFunction<ServerResponse> collection() {
        return answering(new CollectionMethods()
                .get((request, caller) ->
                        CsvHandler.isWanted(request) ? csv.export(request, caller) : reading.list(request, caller))
                .on(
                        HttpMethod.POST,
                        (request, caller) -> CsvHandler.isSent(request)
                                ? csv.take(request, caller)
                                : writing.create(request, caller))
                .change(writing::changeAll)
                .on(HttpMethod.DELETE, writing::deleteAll));
    }

    /** Answers requests to one row. */
    HandlerFunction<ServerResponse> row() {
        return answering(new CollectionMethods()
                .get(reading::get)
                .change(writing::change)
                .on(HttpMethod.DELETE, writing::delete));
    }

    /** Answers requests to the history of one row. */
    HandlerFunction<ServerResponse> history() {
        return answering(new CollectionMethods().get(reading::history));
    }

    /** Answers requests to restore a version of one row. */
    HandlerFunction<ServerResponse> restoration() {
        return answering(new CollectionMethods().on(HttpMethod.POST, writing::restore));
    }

    /** Answers requests for functions over the collection. */
    HandlerFunction<ServerResponse> functions() {
        return answering(new CollectionMethods().get(reading::evaluate));
    }

    private HandlerFunction<ServerResponse> answering(CollectionMethods methods) {
        return request -> caller(request)
                // The work runs inside of an operator: thrown outside, an exception would miss what makes it an answer.
                .flatMap(caller -> methods.answer(request, caller))
                .onErrorResume(Refused.class, refused -> answers.problem(refused.problem()))
                .onErrorResume(DomainException.Conflict.class, answers::preconditionFailed)
                .onErrorResume(DomainException.class, refusal -> answers.problem(Problem.of(refusal)));
    }

    private static Mono<Caller> caller(ServerRequest request) {
        return request.principal()
                .cast(Authenticated.class)
                .switchIfEmpty(Mono.error(() -> new DomainException.NotAuthenticated("You are not logged in.")))
                .map(Authenticated::caller);
    }
}
