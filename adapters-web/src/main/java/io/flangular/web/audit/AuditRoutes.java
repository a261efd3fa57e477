package io.flangular.web.audit;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.Methods;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The security log, for administrators, at {@code /api/audit}. */
public final class AuditRoutes {
    private AuditRoutes() {}

    /** The route to that handler. */
    public static RouterFunction<ServerResponse> of(AuditHandler handler) {
        return RouterFunctions.route()
                .route(path("/api/audit"), new Methods().get(handler::read))
                .build();
    }
}
