package io.flangular.web.resource;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.resource.ManageResource;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.ExpensiveRequests;
import java.util.List;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes collections below {@code /api/}, each at the same paths: the collection, its tables in CSV, its
 * rows, their history, its functions.
 */
public final class ResourceRoutes {
    private ResourceRoutes() {}

    /** The routes of all these collections, with tables that are sent stored for a while among the uploads. */
    public static RouterFunction<ServerResponse> of(
            List<? extends ManageResource<?>> collections, ApiSettings settings, JsonMapper json, CsvUploads uploads) {
        if (collections.isEmpty()) {
            return request -> Mono.empty();
        }
        ExpensiveRequests expensive = new ExpensiveRequests();
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (ManageResource<?> collection : collections) {
            add(routes, new ResourceHandler<>(collection, settings, json, expensive, uploads));
        }
        return routes.build();
    }

    private static void add(RouterFunctions.Builder routes, ResourceHandler<?> handler) {
        routes.route(path(handler.path()), handler.collection());
        routes.route(path(handler.path() + "/export"), handler.exportTable());
        routes.route(path(handler.path() + "/import"), handler.importTable());
        routes.route(path(handler.path() + "/{id}"), handler.row());
        routes.route(path(handler.path() + "/{id}/history"), handler.history());
        routes.route(path(handler.path() + "/{id}/history/{version}/restore"), handler.restoration());
        routes.route(path(handler.functionsPath()), handler.functions());
    }
}
