package io.flangular.web.openapi;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import io.flangular.web.json.JsonResponse;
import java.util.Map;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Serves the OpenAPI description to users of the API. */
public final class OpenApiRoutes {
    private OpenApiRoutes() {}

    /** The route to that document, which does not change while the application runs. */
    public static RouterFunction<ServerResponse> of(Map<String, Object> document, JsonMapper json) {
        byte[] bytes = json.writeValueAsBytes(document);
        return RouterFunctions.route()
                .route(path("/api/openapi.json"), new Methods().get(request -> JsonResponse.ok(bytes)))
                .build();
    }
}
