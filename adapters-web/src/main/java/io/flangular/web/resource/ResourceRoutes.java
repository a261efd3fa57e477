package io.flangular.web.resource;

import io.flangular.domain.resource.ManageResource;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.ExpensiveRequests;
import java.util.List;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The routes of all collections, below {@code /api/}. */
public final class ResourceRoutes {
    private ResourceRoutes() {}

    /** The routes of these collections. */
    public static RouterFunction<ServerResponse> of(
            List<? extends ManageResource<?>> collections, ApiSettings settings, JsonMapper json, CsvUploads uploads) {
        ExpensiveRequests expensive = new ExpensiveRequests();
        return collections.stream()
                .map(collection -> new ResourceHandler<>(collection, settings, json, expensive, uploads).routes())
                .reduce(RouterFunction::and)
                .orElse(request -> Mono.empty());
    }
}
