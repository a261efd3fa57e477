package io.flangular.web.link;

import static org.springframework.http.HttpMethod.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The routes of the page of one-time links, at {@code /login/password}. */
public final class LinkRoutes {
    private LinkRoutes() {}

    /** The route of the handler. */
    public static RouterFunction<ServerResponse> of(LinkHandler handler) {
        return RouterFunctions.route()
                .route(
                        path(LinkUrl.PATH),
                        new Methods().get(request -> handler.show()).on(POST, handler::redeem))
                .build();
    }
}
