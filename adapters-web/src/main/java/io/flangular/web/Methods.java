package io.flangular.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** What can be done at an address. Any other method is answered with 405 and the methods that there are. */
public final class Methods implements HandlerFunction<ServerResponse> {
    private final Map<HttpMethod, HandlerFunction<ServerResponse>> known = new LinkedHashMap<>();

    /** Answers GET with this, and HEAD with its headers. */
    public Methods get(HandlerFunction<ServerResponse> handler) {
        return on(HttpMethod.GET, handler).on(HttpMethod.HEAD, handler);
    }

    /** Answers that method with this. */
    public Methods on(HttpMethod method, HandlerFunction<ServerResponse> handler) {
        known.put(method, handler);
        return this;
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        HandlerFunction<ServerResponse> handler = known.get(request.method());
        return handler == null
                ? Mono.error(new MethodNotAllowedException(request.method(), known.keySet()))
                : Mono.defer(() -> handler.handle(request));
    }
}
