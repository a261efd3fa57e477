package io.flangular.web.resource;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.resource.ManageResource;
import java.util.List;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes collections below {@code /api/}, each at the same addresses: the collection, its rows, their history, its
 * functions.
 */
public final class ResourceRoutes {
    private ResourceRoutes() {}

    /** The routes of all these collections. */
    public static RouterFunction<ServerResponse> of(
            List<? extends ManageResource<?>> collections, ApiSettings settings, JsonMapper json) {
        CsvGate gate = new CsvGate();
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (ManageResource<?> collection : collections) {
            add(routes, new ResourceHandler<>(collection, settings, json, gate));
        }
        return routes.build();
    }

    private static void add(RouterFunctions.Builder routes, ResourceHandler<?> handler) {
        routes.route(path(handler.path()), handler.collection());
        routes.route(path(handler.path() + "/{id}"), handler.row());
        routes.route(path(handler.path() + "/{id}/history"), handler.history());
        routes.route(path(handler.path() + "/{id}/history/{version}/restore"), handler.restoration());
        routes.route(path(handler.functionsPath()), handler.functions());
    }
}
