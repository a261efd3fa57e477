package io.flangular.web.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Successful responses in JSON. */
public final class JsonResponse {
    private JsonResponse() {}

    public static Mono<ServerResponse> ok(Object body) {
        return of(HttpStatus.OK, body);
    }

    public static Mono<ServerResponse> created(Object body) {
        return of(HttpStatus.CREATED, body);
    }

    public static Mono<ServerResponse> noContent() {
        return ServerResponse.noContent().build();
    }

    /** 200 with a list that is not paged. */
    public static Mono<ServerResponse> list(List<?> objects) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("num_results", objects.size());
        body.put("objects", objects);
        return ok(body);
    }

    private static Mono<ServerResponse> of(HttpStatus status, Object body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }
}
