package io.flangular.web.audit;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.access.RequireSession;
import io.flangular.web.http.Methods;
import io.flangular.web.json.JsonResponse;
import io.flangular.web.parameter.SearchParameters;
import io.flangular.web.parameter.SupportedParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The audit log, for administrators, at {@code /api/audit}. */
public final class AuditHandler {
    private static final SupportedParameters SEARCH =
            SupportedParameters.ofParameters("search", "kind", "since", "before", "limit");
    private static final int DEFAULT_LIMIT = 50;

    private final ReadAudit readAudit;

    public AuditHandler(ReadAudit readAudit) {
        this.readAudit = readAudit;
    }

    public RouterFunction<ServerResponse> routes() {
        Methods<AuthenticatedPrincipal> methods = new Methods<>(
                request -> RequireSession.administrator(request, "An API token cannot read the audit log. Log in."));
        return RouterFunctions.route()
                .route(path("/api/audit"), methods.get(SEARCH, this::read))
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request, AuthenticatedPrincipal administrator) {
        return readAudit
                .read(administrator.caller(), search(request))
                .map(AuditHandler::body)
                .flatMap(JsonResponse::ok);
    }

    private static AuditSearch search(ServerRequest request) {
        SearchParameters parameters = new SearchParameters(request);
        return new AuditSearch(
                parameters.text("search"),
                parameters.choices("kind", AuditEvent.Kind.class),
                parameters.instant("since"),
                parameters.id("before"),
                parameters.limit("limit", DEFAULT_LIMIT));
    }

    private static Map<String, Object> body(AuditPage page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("more", page.more());
        body.put("objects", page.entries().stream().map(AuditEventJson::of).toList());
        return body;
    }
}
