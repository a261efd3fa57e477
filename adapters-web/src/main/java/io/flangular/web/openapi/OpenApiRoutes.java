package io.flangular.web.openapi;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Serves the description of the API to whoever may use it. */
public final class OpenApiRoutes {
    private OpenApiRoutes() {}

    /** The route to that document, which does not change while the application runs. */
    public static RouterFunction<ServerResponse> of(Map<String, Object> document, JsonMapper json) {
        byte[] bytes = json.writeValueAsBytes(document);
        return RouterFunctions.route()
                .route(path("/api/openapi.json"), request -> Mono.defer(() -> answer(request, bytes)))
                .build();
    }

    private static Mono<ServerResponse> answer(ServerRequest request, byte[] document) {
        HttpMethod method = request.method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD
                ? ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(document)
                : Mono.error(new MethodNotAllowedException(method, List.of(HttpMethod.GET, HttpMethod.HEAD)));
    }
}
