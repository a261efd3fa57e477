package io.flangular.web.http;

import io.flangular.web.access.Area;
import io.flangular.web.parameter.SupportedParameters;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/**
 * The methods of a route. Any other method gets 405 and the header {@code Allow}. In the API, what an operation would
 * ignore is rejected: unknown query parameters, preconditions of changes, the body of GET and DELETE.
 */
public final class Methods implements HandlerFunction<ServerResponse> {
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    private final Function<ServerRequest, ? extends Mono<?>> access;
    private final Map<HttpMethod, HandlerFunction<ServerResponse>> known = new LinkedHashMap<>();

    /** Methods without an access check. */
    public Methods() {
        this(request -> Mono.empty());
    }

    /**
     * Methods with an access check, which runs before anything else of the request is read, so that a client without
     * permission learns nothing more.
     */
    public Methods(Function<ServerRequest, ? extends Mono<?>> access) {
        this.access = access;
    }

    /** Adds GET, and HEAD with the same headers. */
    public Methods get(HandlerFunction<ServerResponse> handler) {
        return get(SupportedParameters.NOTHING, handler);
    }

    /** Adds GET and HEAD with query parameters. */
    public Methods get(SupportedParameters supported, HandlerFunction<ServerResponse> handler) {
        return on(HttpMethod.GET, supported, handler).on(HttpMethod.HEAD, supported, handler);
    }

    /** Adds a method. */
    public Methods on(HttpMethod method, HandlerFunction<ServerResponse> handler) {
        return on(method, SupportedParameters.NOTHING, handler);
    }

    private Methods on(HttpMethod method, SupportedParameters supported, HandlerFunction<ServerResponse> handler) {
        known.put(method, request -> isInApi(request) ? checked(request, supported, handler) : handler.handle(request));
        return this;
    }

    private static Mono<ServerResponse> checked(
            ServerRequest request, SupportedParameters supported, HandlerFunction<ServerResponse> handler) {
        supported.check(request);
        Mono<Void> empty = WITHOUT_BODY.contains(request.method()) ? EmptyBody.require(request) : Mono.empty();
        return empty.then(Mono.defer(() -> handler.handle(request)));
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        HandlerFunction<ServerResponse> handler = known.get(request.method());
        if (handler == null) {
            MethodNotAllowedException refusal = new MethodNotAllowedException(request.method(), known.keySet());
            return Mono.error(isInApi(request) ? methodNotAllowed() : refusal);
        }
        return Mono.defer(() -> access.apply(request).then(Mono.defer(() -> handler.handle(request))));
    }

    private ProblemException methodNotAllowed() {
        String allowed = known.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This address knows only " + allowed + ".")
                        .withHeader(HttpHeaders.ALLOW, allowed.replace(" ", "")));
    }

    /** Forms of pages may have parameters in their URL. */
    private static boolean isInApi(ServerRequest request) {
        return Area.of(request.exchange().getRequest()) == Area.API;
    }
}
