package io.flangular.web.resource;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.web.http.EmptyBody;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The methods of a route of a collection. OPTIONS and 405 list them in {@code Allow}. */
final class CollectionMethods {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Resource<?> resource;
    private final Map<HttpMethod, Work> known = new TreeMap<>();

    /** Checks the policy of the collection first, so that a client without permission learns nothing more. */
    CollectionMethods(Resource<?> resource) {
        this.resource = resource;
    }

    /** Handles a request of an authenticated caller. */
    @FunctionalInterface
    interface Work {
        /** Returns the response; may throw errors. */
        Mono<ServerResponse> answer(ServerRequest request, Caller caller);

        /** The same, but rejects requests with a body. */
        default Work withoutBody() {
            return (request, caller) -> EmptyBody.require(request).then(Mono.defer(() -> answer(request, caller)));
        }
    }

    /** Adds GET, and HEAD with the same headers. */
    CollectionMethods get(Work work) {
        Work withoutBody = work.withoutBody();
        return on(HttpMethod.GET, withoutBody).on(HttpMethod.HEAD, withoutBody);
    }

    /** Adds PUT and PATCH, which are equivalent in Flask-Restless. */
    CollectionMethods change(Work work) {
        return on(HttpMethod.PUT, work).on(HttpMethod.PATCH, work);
    }

    /** Adds a method. */
    CollectionMethods on(HttpMethod method, Work work) {
        known.put(method, work);
        return this;
    }

    Mono<ServerResponse> answer(ServerRequest request, Caller caller) {
        Work work = known.get(request.method());
        if (work != null) {
            resource.require(caller, READING.contains(request.method()) ? Permission.READ : Permission.WRITE);
            return work.answer(request, caller);
        }
        String allowed = Stream.concat(known.keySet().stream(), Stream.of(HttpMethod.OPTIONS))
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (request.method() == HttpMethod.OPTIONS) {
            // As Flask-Restless answers, as recorded.
            return ServerResponse.ok()
                    .header(HttpHeaders.ALLOW, allowed)
                    .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .build();
        }
        throw new ProblemException(Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This address knows only " + allowed + ".")
                .withHeader(HttpHeaders.ALLOW, allowed));
    }
}
