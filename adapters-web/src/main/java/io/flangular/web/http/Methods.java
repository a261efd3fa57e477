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
 * The methods of a route. Any other method gets 405 and the header {@code Allow}. The access check of the route runs
 * before anything else of the request is read, so that a client without permission learns nothing more.
 *
 * @param <A> the result of the access check, such as the session of the sender
 */
public final class Methods<A> implements HandlerFunction<ServerResponse> {
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    private final Function<ServerRequest, Mono<A>> access;
    private final Map<HttpMethod, Handler<A>> handlers = new LinkedHashMap<>();

    public Methods(Function<ServerRequest, Mono<A>> access) {
        this.access = access;
    }

    /** Methods without an access check. */
    public static Methods<Boolean> open() {
        return new Methods<>(request -> Mono.just(true));
    }

    /** Handles a request that has passed the access check. May throw errors. */
    @FunctionalInterface
    public interface Handler<A> {
        Mono<ServerResponse> handle(ServerRequest request, A access);
    }

    /** Adds GET, and HEAD with the same headers. */
    public Methods<A> get(Handler<A> handler) {
        return get(SupportedParameters.NOTHING, handler);
    }

    public Methods<A> get(SupportedParameters supported, Handler<A> handler) {
        Handler<A> checked = checked(supported, handler);
        return unchecked(HttpMethod.GET, checked).unchecked(HttpMethod.HEAD, checked);
    }

    public Methods<A> on(HttpMethod method, Handler<A> handler) {
        return unchecked(method, checked(SupportedParameters.NOTHING, handler));
    }

    /** Adds a method that accepts every query parameter, precondition and body, or checks them itself. */
    public Methods<A> unchecked(HttpMethod method, Handler<A> handler) {
        handlers.put(method, handler);
        return this;
    }

    /** Rejects what the operation would ignore: query parameters, preconditions, the body of GET and DELETE. */
    private Handler<A> checked(SupportedParameters supported, Handler<A> handler) {
        return (request, sender) -> {
            supported.check(request);
            Mono<Void> empty = WITHOUT_BODY.contains(request.method()) ? EmptyBody.require(request) : Mono.empty();
            return empty.then(Mono.defer(() -> handler.handle(request, sender)));
        };
    }

    public Set<HttpMethod> supported() {
        return handlers.keySet();
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        Handler<A> handler = handlers.get(request.method());
        if (handler != null) {
            return Mono.defer(() -> access.apply(request)).flatMap(sender -> handler.handle(request, sender));
        }
        if (Area.of(request.exchange().getRequest()) != Area.API) {
            return Mono.error(new MethodNotAllowedException(request.method(), supported()));
        }
        String allowed = supported().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Mono.error(notAllowed(allowed, allowed.replace(" ", "")));
    }

    /** The error 405 with the supported methods, separated by commas, in the message and in the header. */
    public static ProblemException notAllowed(String methods, String header) {
        return new ProblemException(
                Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This address knows only " + methods + ".")
                        .withHeader(HttpHeaders.ALLOW, header));
    }
}
