package io.flangular.web.audit;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.web.http.Methods;
import io.flangular.web.parameter.SupportedParameters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The audit log, for administrators, at {@code /api/audit}. */
public final class AuditRoutes {
    private static final SupportedParameters SEARCH =
            SupportedParameters.ofParameters("search", "kind", "since", "before", "limit");

    private AuditRoutes() {}

    /** The route of the handler. */
    public static RouterFunction<ServerResponse> of(AuditHandler handler) {
        return RouterFunctions.route()
                .route(path("/api/audit"), new Methods(AuditHandler::administrator).get(SEARCH, handler::read))
                .build();
    }
}
